using System.Runtime.CompilerServices;
using Strangler.Core.Debts;
using Strangler.Postgres.Debts;
using Strangler.Postgres.Payments;

namespace Strangler.Gateway.Native;

/// <summary>The newest debt book this gateway has; an empty one until the first import is loaded.</summary>
/// <param name="feed">Null where no database is configured.</param>
/// <param name="paid">What was paid natively since; null likewise.</param>
internal sealed class DebtBooks(DebtBookFeed? feed, PaidSinceFeed? paid = null) : BackgroundService
{
    private StrongBox<(DebtBook Imported, DebtBook Less)>? _last;

    /// <summary>
    /// Taken once for each request, so that its group and its answer come from the same. Empty until what was paid is
    /// known, too: a debt that was paid must not be shown.
    /// </summary>
    public DebtBook Current => feed is null ? DebtBook.Empty
        : paid is null ? feed.Current
        : paid.Loaded.IsCompleted ? Less(feed.Current, paid.Paid) : DebtBook.Empty;

    /// <summary>False for a moment after the start: until then a contract that is not found may be there.</summary>
    public bool IsLoaded => (feed is null || feed.Loaded.IsCompleted) && (paid is null || paid.Loaded.IsCompleted);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        feed?.RunAsync(stoppingToken) ?? Task.CompletedTask, paid?.RunAsync(stoppingToken) ?? Task.CompletedTask);

    private DebtBook Less(DebtBook imported, PaidSince since)
    {
        StrongBox<(DebtBook Imported, DebtBook Less)>? last = Volatile.Read(ref _last);
        if (last is null || last.Value.Imported != imported)
        {
            last = new((imported, imported.Less(since)));
            Volatile.Write(ref _last, last);
        }

        return last.Value.Less;
    }
}
