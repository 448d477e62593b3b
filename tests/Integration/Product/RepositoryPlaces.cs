namespace Strangler.Tests.Integration.Product;

/// <summary>Where the files of the repository are, and those that lie beside it.</summary>
internal static class RepositoryPlaces
{
    public static string Root { get; } = FindRoot();

    public static string SampleExtract => Path.Combine(Root, "samples", "extract");

    /// <summary>The requests that existing consumers were recorded to send.</summary>
    public static string RecordedRequests => Path.Combine(Root, "..", "shared", "aquacis", "samples", "requests");

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Strangler.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new DirectoryNotFoundException("The tests do not run inside the repository.");
    }
}
