using Npgsql;
using NpgsqlTypes;
using Strangler.Core.Identity;
using Strangler.Core.Payments;
using Strangler.Core.Payments.Mandates;
using Strangler.Core.Payments.References;
using Strangler.Postgres.Ledger;
using Strangler.Postgres.Receivables;

namespace Strangler.Postgres.Payments.Debits;

/// <summary>Customers' permissions to debit their accounts: one living one for each contract.</summary>
/// <remarks>Every method throws <see cref="NpgsqlException"/> where the database cannot be reached.</remarks>
public sealed class MandateDesk(Database database)
{
    private const string LivingSql = $"""
        SELECT {KeptMandate.Columns} FROM payment_mandate m WHERE m.contract = $1 AND m.state <> 'ended' FOR UPDATE
        """;

    private const string AddSql = """
        INSERT INTO payment_mandate (contract, account, state, most, notice_days, who, changed_by)
        SELECT number, $2, 'requested', $3, $4, $5, $5 FROM legacy_contract WHERE number = $1
        """;

    private const string ListSql = $"""
        SELECT {KeptMandate.Columns} FROM payment_mandate m WHERE $1 IS NULL OR m.contract = $1
        ORDER BY m.contract, m.id LIMIT $2
        """;

    private const string UpdateSql = """
        UPDATE payment_mandate SET state = $2, failures = $3, changed_by = $4, changed_at = clock_timestamp()
        WHERE id = $1
        """;

    /// <summary>Nothing is debited before it is active.</summary>
    public async Task<DeskOutcome> GiveAsync(
        ContractNumber contract, Clabe account, Money? most, int? noticeDays, string who,
        CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        await ContractLock.TakeAsync(connection, contract, cancellation);
        if (await LivingAsync(connection, contract, cancellation) is { } there)
        {
            return there.Mandate.Account == account && there.Mandate.Most == most && there.NoticeDays == noticeDays
                ? new DeskOutcome.Repeated()
                : new DeskOutcome.Refused($"Contract {contract} has a mandate already: end it first.");
        }

        await using NpgsqlCommand command = new(AddSql, connection);
        command.AddValue(contract.Value);
        command.AddValue(account.Digits);
        AddOrNull(command, most?.Centavos, NpgsqlDbType.Bigint);
        AddOrNull(command, (short?)noticeDays, NpgsqlDbType.Smallint);
        command.AddValue(who);
        if (await command.ExecuteNonQueryAsync(cancellation) == 0)
        {
            return new DeskOutcome.Refused($"There is no contract {contract}.");
        }

        await transaction.CommitAsync(cancellation);
        return new DeskOutcome.Done($"The mandate of contract {contract} is requested.");
    }

    /// <summary>The bank has confirmed it, or the customer wants it again.</summary>
    public Task<DeskOutcome> ActivateAsync(ContractNumber contract, string who, CancellationToken cancellation) =>
        ChangeAsync(contract, mandate => mandate.Activate(), who, cancellation);

    /// <summary>For good: a new one is given.</summary>
    public Task<DeskOutcome> EndAsync(ContractNumber contract, string who, CancellationToken cancellation) =>
        ChangeAsync(contract, mandate => mandate.End(), who, cancellation);

    /// <param name="contract">Null: of all.</param>
    public async Task<IReadOnlyList<KeptMandate>> ListAsync(
        ContractNumber? contract, int limit, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(ListSql);
        AddOrNull(command, contract?.Value, NpgsqlDbType.Integer);
        command.AddValue(limit);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        List<KeptMandate> mandates = [];
        while (await reader.ReadAsync(cancellation))
        {
            mandates.Add(KeptMandate.Read(reader));
        }

        return mandates;
    }

    internal static async Task SaveAsync(
        NpgsqlConnection connection, long id, Mandate mandate, string who, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(UpdateSql, connection);
        command.AddValue(id);
        command.AddValue(KeptMandate.NameOf(mandate.State));
        command.AddValue((short)mandate.Failures);
        command.AddValue(who);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private async Task<DeskOutcome> ChangeAsync(
        ContractNumber contract, Func<Mandate, Mandate?> change, string who, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        if (await LivingAsync(connection, contract, cancellation) is not { } there)
        {
            return new DeskOutcome.Refused($"Contract {contract} has no mandate.");
        }

        if (change(there.Mandate) is not { } changed)
        {
            return new DeskOutcome.Repeated();
        }

        await SaveAsync(connection, there.Id, changed, who, cancellation);
        await transaction.CommitAsync(cancellation);
        return new DeskOutcome.Done($"The mandate of contract {contract} is {KeptMandate.NameOf(changed.State)}.");
    }

    private static async Task<KeptMandate?> LivingAsync(
        NpgsqlConnection connection, ContractNumber contract, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(LivingSql, connection);
        command.AddValue(contract.Value);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? KeptMandate.Read(reader) : null;
    }

    private static void AddOrNull<T>(NpgsqlCommand command, T? value, NpgsqlDbType type)
        where T : struct =>
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = type });
}
