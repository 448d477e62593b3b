using Npgsql;

namespace Strangler.Postgres.Cfdi;

/// <summary>Positional parameters whose type the value says; a null's type is that of its place.</summary>
internal static class CfdiSql
{
    public static NpgsqlCommand With(this NpgsqlCommand command, params ReadOnlySpan<object?> values)
    {
        foreach (object? value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        }

        return command;
    }

    public static string? Text(this NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetString(column);

    /// <summary>What a column of so many characters holds.</summary>
    public static string? Cut(string? text, int length) =>
        text is null || text.Length <= length ? text : text[..length];
}
