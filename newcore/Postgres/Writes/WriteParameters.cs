using Npgsql;
using NpgsqlTypes;

namespace Strangler.Postgres.Writes;

/// <summary>Positional parameters of the statements about writes, which may be null.</summary>
internal static class WriteParameters
{
    public static void Add(NpgsqlCommand command, object? value, NpgsqlDbType type) =>
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = type, Value = value ?? DBNull.Value });
}
