using System.Diagnostics;
using Npgsql;
using Strangler.Cfdi.Stamping;

namespace Strangler.Postgres.Cfdi;

/// <summary>Brings one claimed document a step further: asks or sends, verifies, writes down.</summary>
internal sealed class StampingJob(
    CfdiResults results, CfdiClaims claims, IReadOnlyList<IPac> pacs, StampVerifier verifier,
    PacBrakes brakes, StampingSettings settings, StampingMetrics metrics, SemaphoreSlim calls, TimeProvider time)
{
    private const string Foreign = "pac-not-configured";

    /// <exception cref="NpgsqlException">
    /// The database cannot be reached: the lease ends, and it is asked about.
    /// </exception>
    public async Task RunAsync(ClaimedCfdi claimed, CancellationToken cancellation)
    {
        try
        {
            metrics.Ended(await StepAsync(claimed, cancellation));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await results.AskLaterAsync(claimed, "stopped", TimeSpan.Zero, 0, CancellationToken.None);
        }
        catch (Exception failure) when (failure is not (NpgsqlException or OperationCanceledException))
        {
            // A document that breaks the code is poison: without this, it would break every worker in turn.
            await results.ParkAsync(claimed, "failed", failure.GetType().Name, true, CancellationToken.None);
            metrics.Ended("failed");
        }
        finally
        {
            brakes.GaveUp(claimed.Pac, claimed.Id);
        }
    }

    private async Task<string> StepAsync(ClaimedCfdi claimed, CancellationToken cancellation)
    {
        try
        {
            await calls.WaitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            await claims.ReleaseAsync(claimed);
            return "released";
        }

        // Held for the first call only: what is written down afterwards makes room for the next document's.
        using CallRoom room = new(calls);
        if (pacs.FirstOrDefault(pac => pac.Name == claimed.Pac) is not { } pac)
        {
            return await ApplyAsync(claimed, null, WithoutPac(claimed), cancellation);
        }

        if (!claimed.MustRecover && StampingDecision.BeforeSending(claimed.Left, settings) is { } late)
        {
            return await ApplyAsync(claimed, pac, late, cancellation);
        }

        if (!brakes.Lets(pac.Name, claimed.Id))
        {
            await claims.ReleaseAsync(claimed);
            return "released";
        }

        PacDocument document = new(claimed.Source.PacName, claimed.SealedXml);
        bool isTrial = brakes.IsTrial(pac.Name, claimed.Id);
        StampOutcome outcome = await CallAsync(
            claimed, pac, claimed.MustRecover ? "recover" : "stamp",
            () => claimed.MustRecover
                ? pac.RecoverAsync(document, cancellation) : pac.StampAsync(document, cancellation),
            room, cancellation);
        int uncounted = isTrial && PacBrakes.IsFailure(outcome) ? 1 : 0;
        return await ApplyAsync(claimed, pac, After(outcome, claimed, uncounted), cancellation, uncounted);
    }

    private StampingStep After(StampOutcome outcome, ClaimedCfdi claimed, int uncounted = 0) => StampingDecision.After(
        outcome,
        new StampingFacts(
            claimed.Pac, claimed.MustRecover, claimed.Attempts - uncounted,
            claimed.MustRecover ? claimed.SinceSent : TimeSpan.Zero, claimed.Left),
        brakes.Pacs, settings);

    /// <summary>The PAC that may have it is not ours any more: a person must ask there.</summary>
    private StampingStep WithoutPac(ClaimedCfdi claimed) => claimed.MustRecover
        ? new StampingStep.Park(Foreign, $"It may be stamped by {claimed.Pac}, which is not configured.", true)
        : new StampingStep.SendLater(brakes.Pacs[0], Foreign, TimeSpan.Zero);

    private async Task<StampOutcome> CallAsync(
        ClaimedCfdi claimed, IPac pac, string call, Func<Task<StampOutcome>> ask, CallRoom? room,
        CancellationToken cancellation)
    {
        long start = time.GetTimestamp();
        StampOutcome outcome = await ask();
        brakes.Ended(pac.Name, claimed.Id, outcome, time.GetUtcNow());
        room?.Dispose();
        CfdiAttempt attempt = new(
            pac.Name, call, outcome.Name, outcome.ShownCode, time.GetElapsedTime(start));
        metrics.Called(attempt);
        await results.NoteAsync(claimed, attempt, cancellation);
        return outcome;
    }

    private async Task<string> ApplyAsync(
        ClaimedCfdi claimed, IPac? pac, StampingStep step, CancellationToken cancellation, int uncounted = 0)
    {
        switch (step)
        {
            case StampingStep.Verify verify:
                return await VerifyAsync(claimed, verify.Xml, cancellation);
            case StampingStep.Fetch fetch:
                return await FetchAsync(claimed, pac!, fetch.Uuid, cancellation);
            case StampingStep.AskLater later:
                await results.AskLaterAsync(
                    claimed, later.Reason, WithJitter(later.Pause), uncounted, cancellation);
                return "unknown";
            case StampingStep.SendLater later:
                await results.SendLaterAsync(
                    claimed, later.Pac, later.Reason, WithJitter(later.Pause), uncounted, cancellation);
                return "put-off";
            case StampingStep.Expire expire:
                await results.ExpireAsync(claimed, expire.Reason, cancellation);
                return "expired";
            case StampingStep.Park park:
                await results.ParkAsync(claimed, park.Code, park.Reason, park.MayBeStamped, cancellation);
                return "parked";
            default:
                throw new UnreachableException($"No way to do {step.GetType().Name}.");
        }
    }

    private async Task<string> VerifyAsync(ClaimedCfdi claimed, byte[] returned, CancellationToken cancellation)
    {
        switch (verifier.Verify(claimed.SealedXml, returned))
        {
            case StampVerdict.Genuine genuine:
                await results.StampedAsync(claimed, genuine.Uuid, returned, cancellation);
                return "stamped";
            case StampVerdict.Doubtful doubtful:
                await results.ParkAsync(claimed, doubtful.Code, doubtful.Detail, true, cancellation);
                return "parked";
            default:
                throw new UnreachableException("A stamp is genuine or doubtful.");
        }
    }

    private async Task<string> FetchAsync(
        ClaimedCfdi claimed, IPac pac, Guid uuid, CancellationToken cancellation)
    {
        StampOutcome outcome = await CallAsync(
            claimed, pac, "fetch", () => pac.FetchAsync(uuid, cancellation), null, cancellation);
        StampingStep step = outcome switch
        {
            StampOutcome.Stamped { Xml: var xml } => new StampingStep.Verify(xml),
            StampOutcome.AlreadyStamped { Xml: { } xml } => new StampingStep.Verify(xml),
            // Whatever it says: the stamp exists, only the document is not here yet.
            _ => After(new StampOutcome.Unknown("not-fetched"), claimed),
        };
        return await ApplyAsync(claimed, pac, step, cancellation);
    }

    /// <summary>Up to a quarter more, so that documents that failed together do not come back together.</summary>
    private static TimeSpan WithJitter(TimeSpan pause) =>
        pause + TimeSpan.FromTicks(Random.Shared.NextInt64((pause.Ticks / 4) + 1));

    /// <summary>A place among the calls under way, given back once.</summary>
    private sealed class CallRoom(SemaphoreSlim calls) : IDisposable
    {
        private bool _given;

        public void Dispose()
        {
            if (!_given)
            {
                _given = true;
                calls.Release();
            }
        }
    }
}
