using Strangler.Core.Tariffs;
using Strangler.Postgres.Tariffs;

namespace Strangler.Postgres.Prepaid;

/// <summary>The plans an agreement may name: those published, and those of imported tariffs.</summary>
public static class PrepaidPlans
{
    public static async Task<PlanBook> LoadAsync(Database database, CancellationToken cancellation)
    {
        PlanBook legacy = (await LegacyPlans.LoadAsync(database, cancellation)).Book;
        IEnumerable<PublishedPlan> published = (await new PlanStore(database).ListAsync(cancellation))
            .Where(plan => legacy.Versions(plan.Code).Count == 0);
        return new PlanBook([.. PublishedPlan.Compiled(published), .. legacy.Codes.SelectMany(legacy.Versions)]);
    }
}
