using Strangler.Core.Tariffs;
using Strangler.Core.Tariffs.Files;
using Strangler.Core.Tariffs.Validation;
using Strangler.ParallelRun.CommandLine;

namespace Strangler.ParallelRun.Tariffs;

/// <summary>Plan files from the disk: those named, and the .json files of folders named.</summary>
internal static class CatalogueFiles
{
    private const int MostFiles = 2_000;

    /// <exception cref="CommandFailedException">There is no such file, or too many, or one is too large.</exception>
    public static async Task<IReadOnlyList<(string Name, byte[] Utf8)>> ReadAsync(
        IReadOnlyList<string> places, CancellationToken cancellation)
    {
        string[] files = [.. places.SelectMany(Files).Distinct(StringComparer.Ordinal)];
        if (files.Length is 0 or > MostFiles)
        {
            throw new CommandFailedException(
                $"There are {files.Length} plan files: 1 to {MostFiles} are read at once.");
        }

        List<(string, byte[])> read = [];
        foreach (string file in files)
        {
            read.Add((file, await ReadAsync(file, cancellation)));
        }

        return read;
    }

    /// <summary>Read and checked together.</summary>
    /// <exception cref="CommandFailedException">They have errors; all are in the message.</exception>
    public static async Task<IReadOnlyList<PlanFile>> ValidAsync(
        IReadOnlyList<string> places, CancellationToken cancellation)
    {
        PlanFile[] files =
            [.. (await ReadAsync(places, cancellation)).Select(file => PlanFileReader.Read(file.Name, file.Utf8))];
        IReadOnlyList<PlanError> errors = CatalogueValidator.Check(files);
        return errors.Count == 0 ? files : throw Refusal(errors);
    }

    public static PlanBook Book(IEnumerable<PlanFile> files) =>
        new(files.Select(file => PlanCompiler.Compile(file.Plan!)));

    public static CommandFailedException Refusal(IReadOnlyList<PlanError> errors) =>
        new($"{string.Join('\n', errors)}\n{(errors.Count == 1 ? "1 error" : $"{errors.Count} errors")}.");

    private static IEnumerable<string> Files(string place)
    {
        if (Directory.Exists(place))
        {
            return Directory.EnumerateFiles(place, "*.json").Order(StringComparer.Ordinal);
        }

        return File.Exists(place) ? [place] : throw new CommandFailedException($"There is no file {place}.");
    }

    private static async Task<byte[]> ReadAsync(string file, CancellationToken cancellation)
    {
        try
        {
            long length = new FileInfo(file).Length;
            return length <= PlanFileReader.LargestFile
                ? await File.ReadAllBytesAsync(file, cancellation)
                : throw new CommandFailedException(
                    $"{file}: a plan file has at most {PlanFileReader.LargestFile} bytes, not {length}.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException($"{file} cannot be read: {failure.Message}");
        }
    }
}
