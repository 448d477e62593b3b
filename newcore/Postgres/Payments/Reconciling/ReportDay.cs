using Strangler.Core.Identity;
using Strangler.Core.Payments.Reconciling;

namespace Strangler.Postgres.Payments.Reconciling;

/// <summary>
/// What one channel's lines of a day come to: net is matched, explained, listed and open, to the centavo.
/// </summary>
/// <param name="Channel"><see cref="LineEnd.NoChannel"/> of lines without payments.</param>
/// <param name="Cost">Of what is explained, what fee, IVA and rounding are.</param>
/// <param name="Open">Of lines that no run has come to.</param>
public sealed record ReportDay(
    char Channel, DateOnly Day, long Lines, Money Net, Money Matched, Money Explained, Money Listed, Cost Cost,
    Money Open)
{
    public static ReportDay Sum(IEnumerable<ReportDay> days) => days.Aggregate(
        new ReportDay(LineEnd.Several, default, 0, default, default, default, default, default, default),
        (sum, day) => sum with
        {
            Lines = sum.Lines + day.Lines,
            Net = sum.Net + day.Net,
            Matched = sum.Matched + day.Matched,
            Explained = sum.Explained + day.Explained,
            Listed = sum.Listed + day.Listed,
            Cost = sum.Cost + day.Cost,
            Open = sum.Open + day.Open,
        });
}
