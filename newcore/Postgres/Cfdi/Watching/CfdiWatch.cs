using Microsoft.Extensions.Logging;
using Strangler.Cfdi.Sealing;
using Strangler.Cfdi.Stamping;
using Strangler.Postgres.Cfdi.Issuing;
using Strangler.Postgres.Cfdi.Setup;

namespace Strangler.Postgres.Cfdi.Watching;

/// <summary>
/// Lets fiscal documents run by themselves: makes those of payments, issues what was posted, stamps, cancels, and puts
/// receipts of the public together when their time is over. Any number of processes may do so at once: one issues at a
/// time, documents to be stamped are claimed.
/// </summary>
/// <param name="pacs">In the order of preference; at least one.</param>
/// <param name="setup">Read anew by each step; keys are in memory for as long as it takes.</param>
public sealed partial class CfdiWatch(
    Database database, IssuerSetup setup, IReadOnlyList<IPac> pacs, StampVerifier verifier, StampingLimits limits,
    WatchSettings settings, StampingMetrics stamping, WatchMetrics metrics, ILogger logger, TimeProvider time)
{
    private const int MostRounds = 20;
    private static readonly TimeSpan Old = TimeSpan.FromHours(48);
    private static readonly TimeSpan WarnEvery = TimeSpan.FromHours(1);

    private readonly PacBrakes _brakes = new(
        [.. pacs.Select(pac => pac.Name)], StampingSettings.Usual,
        (pac, on) =>
        {
            if (on)
            {
                Log.LeftAlone(logger, pac);
            }
            else
            {
                Log.Works(logger, pac);
            }
        });

    private DateTimeOffset _nextAgeWarning;
    private DateTimeOffset _nextLateWarning;

    /// <summary>Until cancelled; no failure ends it.</summary>
    public Task RunAsync(CancellationToken cancellation)
    {
        metrics.Shows(_brakes);
        List<WatchStep> books = [new("complements", settings.ComplementsEvery, ComplementsAsync)];
        if (settings.Issues)
        {
            books.Add(new("issue", settings.IssueEvery, IssueAsync));
        }

        if (settings.SpanOf is not null)
        {
            books.Add(new("global", settings.GlobalEvery, GlobalAsync));
        }

        return Task.WhenAll(
            LaneAsync(books, cancellation),
            LaneAsync([new("stamp", TimeSpan.Zero, StampAsync)], cancellation),
            LaneAsync([new("pursue", settings.PursueEvery, PursueAsync)], cancellation),
            LaneAsync(
                [
                    new("look", settings.LookEvery, LookAsync),
                    new("look-complements", settings.ComplementsEvery, LookAtComplementsAsync),
                ],
                cancellation));
    }

    private Task LaneAsync(IReadOnlyList<WatchStep> steps, CancellationToken cancellation) =>
        new WatchLane(steps, settings, metrics, logger, time).RunAsync(cancellation);

    private async Task<string?> ComplementsAsync(CancellationToken cancellation)
    {
        IssuerProfile profile = await setup.ProfileAsync(null, cancellation);
        using CsdRing ring = await setup.Files.ReadAsync(time.GetUtcNow(), cancellation);
        return Text(await new ComplementDesk(database, profile, ring, time).IssueAsync(null, cancellation));
    }

    private async Task<string?> IssueAsync(CancellationToken cancellation)
    {
        IssuerProfile profile = await setup.ProfileAsync(null, cancellation);
        using CsdRing ring = await setup.Files.ReadAsync(time.GetUtcNow(), cancellation);
        IssuingDesk desk = new(database, profile, ring, time);
        IssueReport report = IssueReport.Nothing;
        IEnumerable<IssueScope> scopes = settings.Groups.Count == 0
            ? [IssueScope.All] : settings.Groups.Select(group => new IssueScope(group, null));
        foreach (IssueScope scope in scopes)
        {
            report += await desk.IssueAsync(scope, null, cancellation);
        }

        return Text(report);
    }

    private async Task<string?> GlobalAsync(CancellationToken cancellation)
    {
        IssuerProfile profile = await setup.ProfileAsync(null, cancellation);
        using CsdRing ring = await setup.Files.ReadAsync(time.GetUtcNow(), cancellation);
        DateOnly today = TodayIn(profile);
        DateOnly from = today.AddDays(-settings.GlobalDays);
        return Text(await new GlobalDesk(database, profile, ring, time).IssueAsync(
            from > profile.From ? from : profile.From, today, settings.SpanOf!, cancellation));
    }

    /// <summary>It ends when it is told to, or fails.</summary>
    private async Task<string?> StampAsync(CancellationToken cancellation)
    {
        await new StampingWorker(
            database, pacs, verifier, StampingSettings.Usual, limits, stamping, time, _brakes)
            .RunAsync(true, cancellation);
        return null;
    }

    private async Task<string?> PursueAsync(CancellationToken cancellation)
    {
        if (_brakes.Free.Count == 0)
        {
            return null;
        }

        IssuerProfile profile = await setup.ProfileAsync(null, cancellation);
        using CsdRing ring = await setup.Files.ReadAsync(time.GetUtcNow(), cancellation);
        CancellationDesk desk = new(
            database, pacs, (order, now) => ring.Find(order.IssuerRfc, now)?.SignCancellation(order, now)
                ?? throw new FormatException("No seal certificate is of a document's issuer."),
            new CancellationSettings(), profile.Zone, time);
        int begun = await new GlobalDesk(database, profile, ring, time).CancelLeftAsync(desk, cancellation)
            + await new FlowCancellations(database, desk).RequestAsync(cancellation);
        int steps = 0;
        for (int round = 0, done = 1; round < MostRounds && done > 0; round++)
        {
            done = await desk.PursueAsync(cancellation);
            steps += done;
        }

        return begun + steps > 0 ? $"{begun:N0} cancellations begun, {steps:N0} steps of them done" : null;
    }

    private async Task<string?> LookAsync(CancellationToken cancellation)
    {
        WatchSight sight = await WatchSight.OfAsync(database, cancellation);
        metrics.Saw(sight);
        if (sight.Oldest > Old && time.GetUtcNow() >= _nextAgeWarning)
        {
            _nextAgeWarning = time.GetUtcNow() + WarnEvery;
            Log.GrowsOld(logger, (int)sight.Oldest.TotalHours);
        }

        return null;
    }

    private async Task<string?> LookAtComplementsAsync(CancellationToken cancellation)
    {
        IssuerProfile profile = await setup.ProfileAsync(null, cancellation);
        ComplementSight sight = await new FlowQueries(database).ComplementsAsync(TodayIn(profile), cancellation);
        metrics.Saw(sight);
        if (sight.Soon > 0 && time.GetUtcNow() >= _nextLateWarning)
        {
            _nextLateWarning = time.GetUtcNow() + WarnEvery;
            Log.Late(logger, sight.Late, sight.Soon - sight.Late);
        }

        return null;
    }

    private DateOnly TodayIn(IssuerProfile profile) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), profile.Zone).Date);

    private static string? Text(IssueReport report) => report.Queued + report.Refused == 0
        ? null : $"{report.Queued:N0} queued, {report.Refused:N0} refused, {report.Waiting:N0} waiting for a stamp";

    private static partial class Log
    {
        [LoggerMessage(1711, LogLevel.Warning, "PAC {Pac} fails in a row: it is tried with one document at a time")]
        public static partial void LeftAlone(ILogger logger, string pac);

        [LoggerMessage(1712, LogLevel.Information, "PAC {Pac} works again")]
        public static partial void Works(ILogger logger, string pac);

        [LoggerMessage(1713, LogLevel.Warning, "A document has waited {Hours} hours for a stamp; SAT refuses it at 72")]
        public static partial void GrowsOld(ILogger logger, int hours);

        [LoggerMessage(1714, LogLevel.Warning,
            "Documents of payments: {Late} are late, {Soon} are due within three days (cfdi status)")]
        public static partial void Late(ILogger logger, long late, long soon);
    }
}
