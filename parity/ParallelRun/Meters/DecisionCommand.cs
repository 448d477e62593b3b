using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Strangler.Core.Metering;
using Strangler.Core.Payments;
using Strangler.ParallelRun.CommandLine;
using Strangler.ParallelRun.Payments;
using Strangler.Postgres.Metering;

namespace Strangler.ParallelRun.Meters;

/// <summary><c>meters restart</c> and <c>meters accept</c>: what a person says of a questioned reading.</summary>
internal static class DecisionCommand
{
    public static Command CreateRestart() => Create(
        StaffDecision.Restart, "restart",
        "From a questioned reading on the meter counts on: it was replaced or set to zero; no charge up to it.");

    public static Command CreateAccept() => Create(
        StaffDecision.Accept, "accept",
        "A questioned reading is right after all: what lies between the count before and it is charged.");

    private static Command Create(StaffDecision decision, string name, string description)
    {
        Option<string> device = new("--device") { Description = "Whose reading.", Required = true };
        Option<DateTimeOffset> at = InstantOption.Create(
            "--at", "The instant of the reading, as `meters questioned` shows it.");
        Option<string> reason = new("--reason") { Description = "Why, for the history.", Required = true };
        return DeskWork.Create(
            name, description, [device, at, reason],
            async (database, parsed, who, cancellation) => Tell(await new ReadingDecisions(
                database, TimeProvider.System).DecideAsync(
                new DecisionOrder(
                    decision, parsed.GetRequiredValue(device), parsed.GetRequiredValue(at),
                    Name(who, "--who", DecisionOrder.LongestName),
                    Name(parsed.GetRequiredValue(reason), "--reason", DecisionOrder.LongestReason)),
                cancellation)));
    }

    private static string Name(string text, string option, int longest) =>
        text.Trim() is { Length: > 0 } trimmed && trimmed.Length <= longest && !trimmed.Any(char.IsControl) ? trimmed
            : throw new CommandFailedException($"{option} has 1 to {longest} characters.");

    private static DeskOutcome Tell(DecisionOutcome outcome) => outcome switch
    {
        DecisionOutcome.Done done => new DeskOutcome.Done(Text(done)),
        DecisionOutcome.Repeated => new DeskOutcome.Repeated(),
        _ => new DeskOutcome.Refused(WhyNot(outcome)),
    };

    private static string Text(DecisionOutcome.Done done)
    {
        StringBuilder text = new();
        text.Append(
            CultureInfo.InvariantCulture,
            $"{done.Rated} readings are rated now, up to {InstantOption.Text(done.Upto)}; ");
        text.Append(CultureInfo.InvariantCulture, $"{done.StillQuestioned} later ones stay questioned.");
        foreach (ChargeChange change in done.Changes)
        {
            text.AppendLine().Append(
                CultureInfo.InvariantCulture,
                $"Cycle {change.Cycle}: {change.Quantity:+0;-0;0} m3, ");
            text.Append(
                CultureInfo.InvariantCulture, $"{change.Amount.Centavos / 100m:+0.00;-0.00;0.00} pesos.");
        }

        return text.ToString();
    }

    private static string WhyNot(DecisionOutcome outcome) => outcome switch
    {
        DecisionOutcome.UnknownDevice => "No such device is registered.",
        DecisionOutcome.UnknownReading => "The device has no reading of that instant: see `meters questioned`.",
        DecisionOutcome.RatedAlready => "That reading is rated already: nothing is to be decided.",
        DecisionOutcome.DecidedOtherwise other =>
            $"{other.Who} decided otherwise ({other.Decision.ToString().ToLowerInvariant()}) on "
            + $"{InstantOption.Text(other.When)}; a decision is never changed.",
        DecisionOutcome.Refused { Why: StaffRefusal.BeyondDials } => "The count is more than the meter's dials show.",
        DecisionOutcome.Refused { Why: StaffRefusal.Fell } =>
            "The count is lower than the one before; accepted, it would charge a turn of the dials. Where the meter "
            + "was replaced or set to zero, restart it.",
        DecisionOutcome.Refused { Why: StaffRefusal.NextDoesNotFollow, Next: { } next } =>
            $"The rated count of {InstantOption.Text(next.At)} ({next.Litres} litres) does not follow it. Decide on a "
            + "questioned reading after that one.",
        _ => throw new UnreachableException(),
    };
}
