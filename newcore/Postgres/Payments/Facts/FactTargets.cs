using Npgsql;
using NpgsqlTypes;
using Strangler.Core.Billing;
using Strangler.Core.Identity;
using Strangler.Core.Payments.Receipts;
using Strangler.Core.Payments.References;
using Strangler.Postgres.Billing;
using Strangler.Postgres.Ledger;

namespace Strangler.Postgres.Payments.Facts;

/// <summary>Whose money it is, by what it was paid against.</summary>
/// <param name="accounts">Null where no contract has an account of its own.</param>
internal sealed class FactTargets(ClabePlan? accounts)
{
    private const string LinesSql = """
        SELECT l.number, l.contract, l.cycle, l.type, l.ordinal, l.amount
        FROM payment_reference_line l WHERE l.number = ANY ($1) ORDER BY l.number, l.position
        """;

    private const string KnownSql =
        "SELECT number FROM legacy_contract WHERE number = ANY ($1)";

    /// <summary>A charge of ours that the provider names by its own number, or by its order and that number.</summary>
    private const string ChargesSql = """
        SELECT w.at::integer, c.number FROM unnest($1, $2) WITH ORDINALITY AS w (provider, charge, at)
        JOIN payment_charge c ON c.provider = w.provider
            AND c.charge = ANY (ARRAY[w.charge, split_part(w.charge, ':', 1)])
        """;

    private sealed record Line(int Contract, DocumentKey? Document, long Amount);

    /// <returns>Of each fact where its money goes; none where that is not known.</returns>
    public async Task<IReadOnlyList<FactTarget[]>> FindAsync(
        NpgsqlConnection connection, IReadOnlyList<KeptFact> facts, CancellationToken cancellation)
    {
        ContractNumber?[] contracts = [.. facts.Select(fact => fact.Assigned ?? ContractOf(fact.Fact))];
        long?[] numbers = [.. facts.Select((fact, at) => contracts[at] is null ? NumberOf(fact.Fact) : null)];
        await NumberByChargeAsync(connection, facts, contracts, numbers, cancellation);
        await using NpgsqlBatch batch = new(connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand(KnownSql).With(
                    [.. contracts.OfType<ContractNumber>().Select(one => one.Value).Distinct()], NpgsqlDbType.Integer),
                new NpgsqlBatchCommand(LinesSql).With([.. numbers.OfType<long>().Distinct()], NpgsqlDbType.Bigint),
            },
        };
        await using NpgsqlDataReader reader = await batch.ExecuteReaderAsync(cancellation);
        HashSet<int> known = [];
        while (await reader.ReadAsync(cancellation))
        {
            known.Add(reader.GetInt32(0));
        }

        await reader.NextResultAsync(cancellation);
        ILookup<long, Line> lines = await LinesAsync(reader, cancellation);
        return
        [
            .. facts.Select((fact, at) =>
                contracts[at] is { } contract
                    ? known.Contains(contract.Value) ? [new FactTarget(contract, fact.Fact.Amount, null)] : []
                    : numbers[at] is { } number ? Share(fact.Fact.Amount, [.. lines[number]]) : []),
        ];
    }

    /// <summary>Of a reference or account that names its contract.</summary>
    public ContractNumber? ContractOf(PaymentFact fact)
    {
        if (PaymentReference.TryRead(fact.Reference, out ContractNumber contract))
        {
            return contract;
        }

        return Clabe.TryRead(fact.Reference, out Clabe account) is null ? accounts?.ContractOf(account) : null;
    }

    /// <summary>Also one with wrong check digits: what was issued under its number tells.</summary>
    private static long? NumberOf(PaymentFact fact) => DocumentReference.Read(fact.Reference).Reference?.Number;

    /// <summary>Only of facts whose reference says nothing to us: most need no question.</summary>
    private static async Task NumberByChargeAsync(
        NpgsqlConnection connection, IReadOnlyList<KeptFact> facts, ContractNumber?[] contracts, long?[] numbers,
        CancellationToken cancellation)
    {
        int[] places =
        [
            .. Enumerable.Range(0, facts.Count).Where(at =>
                contracts[at] is null && numbers[at] is null && facts[at].Fact.Charge is not null),
        ];
        if (places.Length == 0)
        {
            return;
        }

        await using NpgsqlBatch batch = new(connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand(ChargesSql)
                    .With(Array.ConvertAll(places, at => facts[at].Fact.Provider), NpgsqlDbType.Text)
                    .With(Array.ConvertAll(places, at => facts[at].Fact.Charge!), NpgsqlDbType.Text),
            },
        };
        await using NpgsqlDataReader reader = await batch.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            numbers[places[reader.GetInt32(0) - 1]] = reader.GetInt64(1);
        }
    }

    private static async Task<ILookup<long, Line>> LinesAsync(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        List<(long Number, Line Line)> lines = [];
        while (await reader.ReadAsync(cancellation))
        {
            int contract = reader.GetInt32(1);
            DocumentKey? document = reader.GetInt32(2) == 0 ? null
                : new DocumentKey(
                    new ContractNumber(contract), CycleNumber.Read(reader.GetInt32(2)), reader.GetInt16(3),
                    reader.GetInt16(4));
            lines.Add((reader.GetInt64(0), new Line(contract, document, reader.GetInt64(5))));
        }

        return lines.ToLookup(one => one.Number, one => one.Line);
    }

    /// <summary>Line by line; what is over goes with the last. Lines that get nothing are left out.</summary>
    private static FactTarget[] Share(Money amount, Line[] lines)
    {
        List<FactTarget> targets = [];
        long left = amount.Centavos;
        for (int at = 0; at < lines.Length && left > 0; at++)
        {
            long part = at == lines.Length - 1 ? left : Math.Min(left, lines[at].Amount);
            targets.Add(new FactTarget(new ContractNumber(lines[at].Contract), new Money(part), lines[at].Document));
            left -= part;
        }

        return [.. targets];
    }
}
