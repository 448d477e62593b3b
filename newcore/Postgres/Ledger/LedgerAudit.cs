using System.Data;
using Npgsql;
using Strangler.Core.Identity;
using Strangler.Core.Ledger;

namespace Strangler.Postgres.Ledger;

/// <summary>
/// Reads every entry, makes its hash again and follows the chain up to the head of each stream, all as of one moment.
/// </summary>
public sealed class LedgerAudit(Database database)
{
    /// <summary>Entries between two reports of progress.</summary>
    private const int Step = 5_000;

    private const int Seconds = 3_600;

    /// <param name="contract">Null: all of them.</param>
    /// <param name="progress">Told how many entries were read.</param>
    public async Task<LedgerAuditResult> VerifyAsync(
        ContractNumber? contract, Action<LedgerFinding> found, IProgress<long>? progress,
        CancellationToken cancellation)
    {
        await using NpgsqlConnection headConnection = await database.ConnectAsync(cancellation);
        await using NpgsqlConnection entryConnection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction first = await headConnection.BeginTransactionAsync(
            IsolationLevel.RepeatableRead, cancellation);
        await using NpgsqlTransaction second = await entryConnection.BeginTransactionAsync(
            IsolationLevel.RepeatableRead, cancellation);
        await ShareSnapshotAsync(headConnection, entryConnection, cancellation);
        ChartOfAccounts chart = await new LedgerChart().ReloadAsync(entryConnection, cancellation);

        await using NpgsqlCommand headCommand = Ordered(
            headConnection, StreamRows.Columns, "ledger_stream", "contract", contract);
        await using NpgsqlCommand entryCommand = Ordered(
            entryConnection, EntryRows.Columns, "ledger_entry", "contract, version", contract);
        await using NpgsqlDataReader heads = await headCommand.ExecuteReaderAsync(cancellation);
        await using NpgsqlDataReader entries = await entryCommand.ExecuteReaderAsync(cancellation);
        return await new Walk(heads, entries, chart, found, progress).RunAsync(cancellation);
    }

    /// <summary>How many entries there should be: for the progress of those that read them all.</summary>
    public async Task<long> CountAsync(CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(
            "SELECT coalesce(sum(version), 0)::bigint FROM ledger_stream");
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>Both then see the ledger as of the same moment.</summary>
    private static async Task ShareSnapshotAsync(
        NpgsqlConnection from, NpgsqlConnection to, CancellationToken cancellation)
    {
        await using NpgsqlCommand export = new("SELECT pg_export_snapshot()", from);
        string snapshot = (string)(await export.ExecuteScalarAsync(cancellation))!;
        await using NpgsqlCommand import = new($"SET TRANSACTION SNAPSHOT '{snapshot}'", to);
        await import.ExecuteNonQueryAsync(cancellation);
    }

    private static NpgsqlCommand Ordered(
        NpgsqlConnection connection, string columns, string table, string order, ContractNumber? contract)
    {
        string which = contract is null ? "" : "WHERE contract = $1";
        NpgsqlCommand command = new($"SELECT {columns} FROM {table} {which} ORDER BY {order}", connection)
        {
            CommandTimeout = Seconds,
        };
        if (contract is { } one)
        {
            command.AddValue(one.Value);
        }

        return command;
    }

    /// <summary>Heads and entries side by side, both in the order of contracts.</summary>
    private sealed class Walk(
        NpgsqlDataReader heads, NpgsqlDataReader entries, ChartOfAccounts chart, Action<LedgerFinding> found,
        IProgress<long>? progress)
    {
        private LedgerStream? _head;
        private LedgerEntry? _entry;
        private long _streams;
        private long _read;
        private long _findings;

        public async Task<LedgerAuditResult> RunAsync(CancellationToken cancellation)
        {
            await NextHeadAsync(cancellation);
            await NextEntryAsync(cancellation);
            while (_head is not null || _entry is not null)
            {
                int contract = Math.Min(
                    _head?.Contract.Value ?? int.MaxValue, _entry?.Contract.Value ?? int.MaxValue);
                await WalkAsync(new ContractNumber(contract), cancellation);
            }

            progress?.Report(_read);
            return new LedgerAuditResult(_streams, _read, _findings);
        }

        private async Task WalkAsync(ContractNumber contract, CancellationToken cancellation)
        {
            _streams++;
            StreamAudit audit = new(contract, chart, Tell);
            while (_entry?.Contract == contract)
            {
                audit.Next(_entry);
                await NextEntryAsync(cancellation);
            }

            if (_head?.Contract == contract)
            {
                audit.End(_head);
                await NextHeadAsync(cancellation);
            }
            else
            {
                audit.End(null);
            }
        }

        private void Tell(LedgerFinding finding)
        {
            _findings++;
            found(finding);
        }

        private async ValueTask NextHeadAsync(CancellationToken cancellation) =>
            _head = await heads.ReadAsync(cancellation) ? StreamRows.Read(heads) : null;

        private async ValueTask NextEntryAsync(CancellationToken cancellation)
        {
            _entry = await entries.ReadAsync(cancellation) ? EntryRows.Read(entries, chart) : null;
            if (_entry is not null && ++_read % Step == 0)
            {
                progress?.Report(_read);
            }
        }
    }
}
