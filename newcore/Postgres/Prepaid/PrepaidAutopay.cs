using Npgsql;
using Strangler.Core.Identity;
using Strangler.Core.Prepaid;
using Strangler.Postgres.Ledger;

namespace Strangler.Postgres.Prepaid;

/// <summary>What other desks ask of and tell prepaid agreements, within their transactions.</summary>
internal static class PrepaidAutopay
{
    private const string StopSql =
        "UPDATE prepaid_account SET autopay = false, changed_by = $2 WHERE contract = $1 AND autopay RETURNING channel";

    /// <summary>A debit had no funds: funds are asked for, and not debited any more.</summary>
    /// <param name="key">Of the notice.</param>
    public static async Task StopAsync(
        NpgsqlConnection connection, ContractNumber contract, string key, string who, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(StopSql, connection);
        command.AddValue(contract.Value);
        command.AddValue(who);
        if (await command.ExecuteScalarAsync(cancellation) is string channel)
        {
            await NoticeRows.AddAsync(
                connection,
                [new PrepaidNotice(
                    contract, key, NoticeKind.AutopayStopped, NoticeRows.Channel(channel), Money.Zero)],
                cancellation);
        }
    }

    public static async Task SetAsync(
        NpgsqlConnection connection, ContractNumber contract, bool isOn, string who, CancellationToken cancellation)
    {
        await using NpgsqlBatch batch = new(connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand("UPDATE prepaid_account SET autopay = $2, changed_by = $3 WHERE contract = $1")
                    .With(contract.Value).With(isOn).With(who),
                PrepaidAudit.Adding(who, contract, isOn ? "autopay on" : "autopay off"),
            },
        };
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    public static async Task<bool> HasMandateAsync(
        NpgsqlConnection connection, ContractNumber contract, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(
            "SELECT EXISTS (SELECT FROM payment_mandate WHERE contract = $1 AND state = 'active')", connection);
        command.AddValue(contract.Value);
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    }

    public static async Task<bool> IsPrepaidAsync(
        NpgsqlConnection connection, ContractNumber contract, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(
            "SELECT EXISTS (SELECT FROM prepaid_account WHERE contract = $1)", connection);
        command.AddValue(contract.Value);
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    }
}
