using Strangler.ParallelRun.CommandLine;

namespace Strangler.ParallelRun;

/// <summary>Where the working copy lies that this build came from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string Logs => Directory.CreateDirectory(Path.Combine(Root, ".data", "logs")).FullName;

    public static string Scratch => Directory.CreateDirectory(Path.Combine(Root, ".data", "bench")).FullName;

    private static string Find(string start)
    {
        for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Strangler.sln")))
            {
                return folder.FullName;
            }
        }

        throw new CommandFailedException("This runs in a working copy: Strangler.sln was not found above the program.");
    }
}
