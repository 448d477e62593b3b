using Strangler.Core.Tariffs;
using Strangler.Core.Tariffs.Files;
using Strangler.Postgres.Tariffs;

namespace Strangler.Postgres.Prepaid;

/// <summary>The plans an agreement may name: those published, and those of imported tariffs.</summary>
public static class PrepaidPlans
{
    public static async Task<PlanBook> LoadAsync(Database database, CancellationToken cancellation)
    {
        PlanBook legacy = (await LegacyPlans.LoadAsync(database, cancellation)).Book;
        IEnumerable<CompiledPlan> published = (await new PlanStore(database).ListAsync(cancellation))
            .Select(plan => plan.Read())
            .Where(file => file is { Plan: not null, Errors.Count: 0 })
            .Select(file => PlanCompiler.Compile(file.Plan!));
        return new PlanBook([.. published, .. legacy.Codes.SelectMany(legacy.Versions)]);
    }

    internal static bool ByHour(CompiledPlan plan) =>
        plan.Plan.Charges.Any(charge => charge.Price is PriceMethod.TimeOfDay);
}
