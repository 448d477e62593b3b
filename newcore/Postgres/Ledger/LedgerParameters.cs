using Npgsql;
using NpgsqlTypes;

namespace Strangler.Postgres.Ledger;

/// <summary>Positional parameters of the ledger's statements.</summary>
internal static class LedgerParameters
{
    public static void AddValue<T>(this NpgsqlCommand command, T value) =>
        command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });

    public static NpgsqlBatchCommand With<T>(this NpgsqlBatchCommand command, T value)
    {
        command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
        return command;
    }

    public static NpgsqlBatchCommand With<T>(this NpgsqlBatchCommand command, T[] values, NpgsqlDbType type)
    {
        command.Parameters.Add(
            new NpgsqlParameter<T[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type });
        return command;
    }
}
