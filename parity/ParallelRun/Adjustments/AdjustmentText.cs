using System.Diagnostics;
using System.Globalization;
using Strangler.Core.Adjustments;
using Strangler.Core.Billing;
using Strangler.Core.Identity;
using Strangler.Core.Ledger;
using Strangler.Core.Rating;
using Strangler.ParallelRun.CommandLine;

namespace Strangler.ParallelRun.Adjustments;

/// <summary>Tells a person what an adjustment does or did.</summary>
internal static class AdjustmentText
{
    /// <exception cref="CommandFailedException">It was refused.</exception>
    public static void Write(AdjustmentOutcome outcome, TextWriter output)
    {
        switch (outcome)
        {
            case AdjustmentOutcome.Previewed previewed:
                WriteNote(previewed.Adjustment, output);
                output.WriteLine($"{Name(previewed.Adjustment)}: simulated; nothing was written.");
                break;
            case AdjustmentOutcome.Made made:
                WriteNote(made.Adjustment, output);
                output.WriteLine($"{Name(made.Adjustment)} {made.Number} was posted.");
                break;
            case AdjustmentOutcome.Disputed disputed:
                output.WriteLine(
                    $"{disputed.Invoice}: {disputed.Amount} {(disputed.Open ? "blocked" : "released")}"
                    + (disputed.Simulated ? "; simulated, nothing was written." : "."));
                break;
            case AdjustmentOutcome.Refused refused:
                throw new CommandFailedException($"Refused ({refused.Reason}): {refused.Detail}");
            default:
                throw new UnreachableException();
        }
    }

    private static void WriteNote(Adjustment adjustment, TextWriter output)
    {
        string quantities = string.Create(
            CultureInfo.InvariantCulture, $"{adjustment.Before:0.###} m3 to {adjustment.After:0.###} m3");
        output.WriteLine($"{adjustment.Invoice}, {adjustment.Scenario}: {quantities}");
        TextTable lines = new("concept", "part", "amount", "tax");
        foreach (PostedLine line in adjustment.Delta.Lines)
        {
            lines.Add(line.Concept, line.Part, line.Amount, line.Tax);
        }

        lines.Add("total", null, adjustment.Total, null);
        lines.Write(output);
        output.WriteLine($"Debt {Signed(adjustment.ToReceivable)}, held for the customer {adjustment.ToOffset}.");
        TextTable postings = new("account", "debit", "credit");
        foreach (Posting posting in adjustment.Postings)
        {
            bool debit = posting.Amount > Money.Zero;
            postings.Add(
                posting.Account, debit ? posting.Amount : null, debit ? null : Money.Zero - posting.Amount);
        }

        postings.Write(output);
    }

    private static string Signed(Money amount) => amount > Money.Zero ? $"+{amount}" : $"{amount}";

    private static string Name(Adjustment adjustment) => adjustment.NoteType switch
    {
        DocumentType.CreditNote => "Credit note",
        DocumentType.DebitNote => "Debit note",
        _ => "Corrective",
    };
}
