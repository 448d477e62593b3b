using Strangler.Tests.Integration.Product;

namespace Strangler.Tests.Integration.Import;

/// <summary>The sample extract in a folder of its own, to be changed.</summary>
internal sealed class ExtractCopy : IDisposable
{
    public ExtractCopy()
    {
        foreach (string file in Directory.EnumerateFiles(RepositoryPlaces.SampleExtract, "*.csv"))
        {
            File.Copy(file, Path.Combine(Folder, Path.GetFileName(file)));
        }
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("strangler-extract-").FullName;

    public string PathOf(string table) => Path.Combine(Folder, table + ".csv");

    public string[] Lines(string table) => File.ReadAllLines(PathOf(table));

    /// <param name="change">Of all lines, the header first.</param>
    public void Change(string table, Func<string[], IEnumerable<string>> change) =>
        File.WriteAllText(PathOf(table), string.Concat(change(Lines(table)).Select(line => line + "\n")));

    /// <summary>Puts a value into a column of one row.</summary>
    /// <param name="line">As an editor counts: the header is line 1.</param>
    public void Set(string table, int line, string column, string value) => Change(table, lines =>
    {
        string[] values = lines[line - 1].Split(',');
        values[Array.IndexOf(lines[0].Split(','), column)] = value;
        lines[line - 1] = string.Join(',', values);
        return lines;
    });

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
