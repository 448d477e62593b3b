using Strangler.Core.Debts;
using Strangler.Postgres.Debts;

namespace Strangler.Gateway.Native;

/// <summary>The newest debt book this gateway has; an empty one until the first import is loaded.</summary>
/// <param name="feed">Null where no database is configured.</param>
internal sealed class DebtBooks(DebtBookFeed? feed) : BackgroundService
{
    /// <summary>Taken once for each request, so that its group and its answer come from the same.</summary>
    public DebtBook Current => feed?.Current ?? DebtBook.Empty;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        feed?.RunAsync(stoppingToken) ?? Task.CompletedTask;
}
