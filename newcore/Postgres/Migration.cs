using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Strangler.Postgres;

/// <summary>One numbered SQL file, as this program was built with it.</summary>
/// <param name="Checksum">SHA-256 of its text with line feeds only, in hexadecimal.</param>
internal sealed record Migration(int Number, string Name, string Sql, string Checksum)
{
    private const string Ending = ".sql";
    private const int Digits = 4;

    public static IReadOnlyList<Migration> All { get; } = ReadEmbedded(typeof(Migration).Assembly);

    /// <param name="fileName">Like <c>0001-import.sql</c>.</param>
    public static Migration Of(string fileName, string text)
    {
        string sql = text.ReplaceLineEndings("\n");
        if (fileName.Length <= Digits + Ending.Length + 1 || fileName[Digits] != '-'
            || !int.TryParse(
                fileName.AsSpan(0, Digits), NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            throw new FormatException($"{fileName} is not named like 0001-import.sql.");
        }

        return new Migration(
            number, fileName[..^Ending.Length], sql,
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql))));
    }

    private static Migration[] ReadEmbedded(Assembly assembly)
    {
        Migration[] all =
        [
            .. assembly.GetManifestResourceNames()
                .Where(name => name.EndsWith(Ending, StringComparison.Ordinal))
                .Select(name => Of(name, Text(assembly, name)))
                .OrderBy(migration => migration.Number),
        ];
        return all.DistinctBy(migration => migration.Number).Count() == all.Length
            ? all
            : throw new FormatException("Two migrations have the same number.");
    }

    private static string Text(Assembly assembly, string name)
    {
        using StreamReader reader = new(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
