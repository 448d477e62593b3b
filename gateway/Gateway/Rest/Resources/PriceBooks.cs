using Strangler.Core.Tariffs;
using Strangler.Core.Tariffs.Files;
using Strangler.Postgres;
using Strangler.Postgres.Tariffs;

namespace Strangler.Gateway.Rest.Resources;

/// <summary>
/// The prices that quotes are made of: a plan that is published in the database, else the one that comes with the
/// product.
/// </summary>
internal sealed class PriceBooks(IServiceProvider services, TimeProvider clock) : IDisposable
{
    /// <summary>How long a publication may stay unseen.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(15);

    private readonly Lazy<PlanBook> _shipped = new(() => BookOf(ShippedCatalogue.Read()));
    private readonly SemaphoreSlim _turn = new(1, 1);
    private (PlanBook Book, long At)? _published;

    /// <returns>Null where no version of it is in force on the day.</returns>
    /// <exception cref="Npgsql.NpgsqlException">The database cannot be reached.</exception>
    public async ValueTask<(CompiledPlan Plan, bool IsPublished)?> FindAsync(
        string code, DateOnly day, CancellationToken cancellation)
    {
        PlanBook published = await PublishedAsync(cancellation);
        bool isPublished = published.Versions(code).Count > 0;
        return (isPublished ? published : _shipped.Value).On(code, day) is { } plan ? (plan, isPublished) : null;
    }

    public void Dispose() => _turn.Dispose();

    private async ValueTask<PlanBook> PublishedAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            if (_published is not { } known || clock.GetElapsedTime(known.At) > Memory)
            {
                PlanStore store = new(services.GetRequiredService<Database>());
                known = (
                    BookOf((await store.ListAsync(cancellation)).Select(plan => plan.Read())), clock.GetTimestamp());
                _published = known;
            }

            return known.Book;
        }
        finally
        {
            _turn.Release();
        }
    }

    private static PlanBook BookOf(IEnumerable<PlanFile> files) => new(files
        .Where(file => file is { Plan: not null, Errors.Count: 0 })
        .Select(file => PlanCompiler.Compile(file.Plan!)));
}
