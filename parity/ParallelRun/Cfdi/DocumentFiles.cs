using System.CommandLine;
using Strangler.Cfdi.Validation;
using Strangler.ParallelRun.CommandLine;

namespace Strangler.ParallelRun.Cfdi;

/// <summary>The documents a command works on: files, or folders of them.</summary>
internal static class DocumentFiles
{
    private const int MostFiles = 100_000;

    public static Argument<string[]> Argument() => new("FILE")
    {
        Description = "XML files, or folders of them.",
        Arity = ArgumentArity.OneOrMore,
    };

    /// <exception cref="CommandFailedException">There are none, or more than are read at once.</exception>
    public static IReadOnlyList<string> Find(IEnumerable<string> places)
    {
        string[] files = [.. places.SelectMany(In)];
        return files.Length is > 0 and <= MostFiles
            ? files
            : throw new CommandFailedException($"There are {files.Length} files: 1 to {MostFiles} are read at once.");
    }

    /// <summary>Of a file far too large one byte more than the validator takes, which refuses it.</summary>
    public static async Task<byte[]> ReadAsync(string file, CancellationToken cancellation)
    {
        try
        {
            await using FileStream stream = File.OpenRead(file);
            byte[] xml = new byte[Math.Min(stream.Length, CfdiValidator.MostBytes + 1)];
            await stream.ReadExactlyAsync(xml, cancellation);
            return xml;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException($"{file}: {failure.Message}");
        }
    }

    private static IEnumerable<string> In(string place)
    {
        if (Directory.Exists(place))
        {
            return Directory.EnumerateFiles(place, "*.xml", SearchOption.AllDirectories)
                .Take(MostFiles + 1).Order(StringComparer.Ordinal);
        }

        return File.Exists(place) ? [place] : throw new CommandFailedException($"There is no file or folder {place}.");
    }
}
