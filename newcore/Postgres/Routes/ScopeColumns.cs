using Npgsql;
using NpgsqlTypes;
using Strangler.Core.Identity;

namespace Strangler.Postgres.Routes;

/// <summary>Scopes as the three key columns of the tables, where an empty text means all.</summary>
internal static class ScopeColumns
{
    /// <summary>The scopes as three arrays, $1 to $3, for unnest.</summary>
    public static void AddScopes(this NpgsqlCommand command, IReadOnlyCollection<RouteScope> scopes)
    {
        command.AddTexts(scopes.Select(scope => scope.Service ?? ""));
        command.AddTexts(scopes.Select(scope => scope.Operation ?? ""));
        command.AddTexts(scopes.Select(scope => scope.Group?.ToString() ?? ""));
    }

    public static void AddTexts(this NpgsqlCommand command, IEnumerable<string?> texts) =>
        command.Parameters.Add(new NpgsqlParameter
        {
            Value = texts.ToArray(),
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text,
        });

    public static void Add<T>(this NpgsqlCommand command, T value) =>
        command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });

    /// <summary>From three columns, the first of which stands at <paramref name="first"/>.</summary>
    public static RouteScope ReadScope(this NpgsqlDataReader reader, int first) => new(
        Named(reader.GetString(first)), Named(reader.GetString(first + 1)),
        BillingGroup.TryParse(reader.GetString(first + 2), out BillingGroup group) ? group : null);

    /// <summary>From version, changed_at, who and why.</summary>
    public static RouteStamp ReadStamp(this NpgsqlDataReader reader, int first) => new(
        reader.GetInt64(first), reader.GetFieldValue<DateTimeOffset>(first + 1), reader.GetString(first + 2),
        reader.GetString(first + 3));

    public static string? ReadText(this NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetString(column);

    private static string? Named(string text) => text.Length == 0 ? null : text;
}
