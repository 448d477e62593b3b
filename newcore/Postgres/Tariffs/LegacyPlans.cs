using Npgsql;
using Strangler.Core.Tariffs;

namespace Strangler.Postgres.Tariffs;

/// <summary>
/// The plans of the imported price tables: one for every kind of use of a service area, and one for every other
/// combination that a contract has; published versions of their codes go on from their first day. Immutable.
/// </summary>
public sealed class LegacyPlans
{
    /// <summary>A catalogue with more combinations is a mistake of the extract.</summary>
    private const int MostPlans = 20_000;

    private readonly Dictionary<string, string> _codes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LegacyCombination> _combinations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _problems = new(StringComparer.Ordinal);

    private LegacyPlans(
        LegacyTariffTables tables, IEnumerable<LegacyCombination> combinations, IEnumerable<PublishedPlan> published)
    {
        Tables = tables;
        List<CompiledPlan> compiled = [];
        List<LegacyPlanProblem> problems = [];
        foreach (LegacyCombination combination in combinations)
        {
            string code = CodeOf(combination);
            if (_combinations.TryAdd(code, combination))
            {
                (IReadOnlyList<TariffPlan> plans, IReadOnlyList<LegacyPlanProblem> wrong) =
                    new LegacyPlanBuilder(tables, combination, code).Build();
                compiled.AddRange(plans.Select(PlanCompiler.Compile));
                problems.AddRange(wrong);
            }

            _codes.TryAdd(combination.LongCode(), code);
        }

        // Behind the imported ones: of two that begin on one day, what was published holds.
        compiled.AddRange(PublishedPlan.Compiled(published.Where(plan => _combinations.ContainsKey(plan.Code))));
        Book = new PlanBook(compiled);
        Problems = problems;
        foreach (LegacyPlanProblem problem in problems)
        {
            _problems.TryAdd(problem.Code, problem.Detail);
        }
    }

    public LegacyTariffTables Tables { get; }

    public PlanBook Book { get; }

    /// <summary>Of plans that are therefore not in the book.</summary>
    public IReadOnlyList<LegacyPlanProblem> Problems { get; }

    /// <exception cref="InvalidOperationException">There are more than any catalogue has.</exception>
    public static async Task<LegacyPlans> LoadAsync(Database database, CancellationToken cancellation)
    {
        LegacyTariffTables tables = await LegacyTariffReader.ReadAsync(database, cancellation);
        List<LegacyCombination> combinations = [.. tables.Versions
            .GroupBy(versions => (versions.Key.ServiceArea, versions.Key.Kind))
            .Select(kind => new LegacyCombination(
                kind.Key.ServiceArea,
                [.. kind.Select(versions => (versions.Key.ChargeType, kind.Key.Kind)).Order()]))];
        await AddContractsAsync(database, combinations, cancellation);
        return new LegacyPlans(tables, combinations, await new PlanStore(database).ListAsync(cancellation));
    }

    /// <summary>For tests: without a database.</summary>
    internal static LegacyPlans Of(LegacyTariffTables tables, IEnumerable<LegacyCombination> combinations) =>
        new(tables, combinations, []);

    /// <summary>Null where no contract had this combination when the plans were loaded.</summary>
    /// <param name="longCode">See <see cref="LegacyCombination.LongCode"/>.</param>
    public string? CodeOf(ReadOnlySpan<char> longCode) =>
        _codes.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(longCode, out string? code) ? code : null;

    public LegacyCombination CombinationOf(string code) => _combinations[code];

    /// <summary>The first problem of a plan; null where it has none.</summary>
    public string? ProblemOf(string code) => _problems.GetValueOrDefault(code);

    private string CodeOf(LegacyCombination combination)
    {
        int kind = combination.MainKind;
        return combination.Charges.All(charge => charge.Kind == kind)
            && combination.Charges.Count == Tables.Versions.Count(versions =>
                versions.Key.ServiceArea == combination.ServiceArea && versions.Key.Kind == kind)
            ? LegacyCombination.CodeOf(combination.ServiceArea, kind)
            : combination.LongCode();
    }

    private static async Task AddContractsAsync(
        Database database, List<LegacyCombination> combinations, CancellationToken cancellation)
    {
        // Nearly all contracts ever had one set of tariffs; of the others, those of each day on which theirs change.
        await using NpgsqlCommand command = database.Command(
            $"""
            WITH contracts AS MATERIALIZED (
                SELECT contract, service_area, array_agg(charge_type) AS charges, array_agg(tariff_kind) AS kinds,
                    min(since) = max(since) AND count(until) = 0 AS steady
                FROM (SELECT * FROM legacy_contract_tariff ORDER BY contract, service_area, charge_type) t
                GROUP BY contract, service_area)
            SELECT service_area, charges, kinds FROM contracts WHERE steady
            UNION
            SELECT service_area, charges, kinds FROM (
                SELECT t.service_area, array_agg(t.charge_type ORDER BY t.charge_type) AS charges,
                    array_agg(t.tariff_kind ORDER BY t.charge_type) AS kinds
                FROM (SELECT DISTINCT contract, service_area, since FROM legacy_contract_tariff
                    JOIN contracts USING (contract, service_area) WHERE NOT steady) d
                JOIN legacy_contract_tariff t ON t.contract = d.contract AND t.service_area = d.service_area
                    AND t.since <= d.since AND (t.until IS NULL OR t.until >= d.since)
                GROUP BY t.contract, t.service_area, d.since) combined
            ORDER BY 1, 2, 3 LIMIT {MostPlans + 1}
            """);
        command.CommandTimeout = 300;
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        int found = 0;
        while (await reader.ReadAsync(cancellation))
        {
            if (++found > MostPlans)
            {
                throw new InvalidOperationException($"Contracts have more than {MostPlans} combinations of tariffs.");
            }

            combinations.Add(new LegacyCombination(
                reader.GetInt16(0),
                [.. reader.GetFieldValue<short[]>(1).Zip(reader.GetFieldValue<int[]>(2))]));
        }
    }
}
