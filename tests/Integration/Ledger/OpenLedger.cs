using Npgsql;
using Strangler.Core.Identity;
using Strangler.Core.Ledger;
using Strangler.Postgres;
using Strangler.Postgres.Committing;
using Strangler.Postgres.Ledger;
using Strangler.Tests.Integration.Cluster;

namespace Strangler.Tests.Integration.Ledger;

/// <summary>A ledger in a database of its own.</summary>
internal sealed class OpenLedger : IAsyncDisposable
{
    private OpenLedger(string connection, GroupLimits? limits)
    {
        Connection = connection;
        Database = Database.Open(connection);
        Store = new LedgerStore(Database, TimeProvider.System, limits ?? GroupLimits.Usual);
    }

    public string Connection { get; }

    public Database Database { get; }

    public LedgerStore Store { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<OpenLedger> StartAsync(PostgresCluster cluster, GroupLimits? limits = null) =>
        new(await cluster.CreateDatabaseAsync(), limits);

    public async Task<IReadOnlyList<LedgerOutcome>> AppendAsync(params IReadOnlyList<EntryDraft> drafts)
    {
        await using NpgsqlConnection connection = await Database.ConnectAsync(Cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(Cancellation);
        IReadOnlyList<LedgerOutcome> outcomes = await Store.AppendAsync(connection, transaction, drafts, Cancellation);
        await transaction.CommitAsync(Cancellation);
        return outcomes;
    }

    public async Task<LedgerBalances> BalancesAsync(int contract) =>
        (await Store.ReadStreamAsync(new ContractNumber(contract), Cancellation)).Balances;

    public async Task<T> OneAsync<T>(string sql)
    {
        await using NpgsqlCommand command = Database.Command(sql);
        return (T)(await command.ExecuteScalarAsync(Cancellation))!;
    }

    public async Task<int> ExecuteAsync(string sql)
    {
        await using NpgsqlCommand command = Database.Command(sql);
        return await command.ExecuteNonQueryAsync(Cancellation);
    }

    /// <summary>As somebody does who has all rights on the server.</summary>
    public Task TamperAsync(string sql) => ExecuteAsync(
        $"""
        ALTER TABLE ledger_account DISABLE TRIGGER ALL; ALTER TABLE ledger_entry DISABLE TRIGGER ALL;
        ALTER TABLE ledger_stream DISABLE TRIGGER ALL;
        {sql};
        ALTER TABLE ledger_account ENABLE TRIGGER ALL; ALTER TABLE ledger_entry ENABLE TRIGGER ALL;
        ALTER TABLE ledger_stream ENABLE TRIGGER ALL
        """);

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        await Database.DisposeAsync();
    }
}
