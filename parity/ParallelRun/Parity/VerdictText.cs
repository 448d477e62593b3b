using System.Globalization;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres.Parity;

namespace Strangler.ParallelRun.Parity;

/// <summary>One verdict as text.</summary>
internal static class VerdictText
{
    public static void Write(StoredVerdict stored, TextWriter output)
    {
        VerdictRecord verdict = stored.Verdict;
        output.WriteLine(Text($"Verdict {stored.Id}: {OutcomeNames.NameOf(verdict.Outcome)}"));
        output.WriteLine(Text($"{verdict.At:yyyy-MM-dd HH:mm:ss.fff} UTC, {verdict.Service}.{verdict.Operation}"));
        output.WriteLine($"Billing group {(verdict.Group.Length == 0 ? "none" : verdict.Group)}, "
            + $"route version {verdict.RouteVersion}");
        string primary = Text($"answered in {verdict.PrimaryTook.TotalMilliseconds:0.0} ms");
        output.WriteLine($"{Side(verdict.PrimaryIsNative)} {primary}; {Candidate(verdict)}");
        if (verdict.Reason.Length > 0)
        {
            output.WriteLine($"Why: {verdict.Reason}");
        }

        if (verdict.Rules.Count > 0)
        {
            output.WriteLine($"Ignored by rules {string.Join(", ", verdict.Rules)}");
        }

        WriteDifferences(verdict, output);
        WriteSample(verdict.Sample, output);
    }

    private static string Candidate(VerdictRecord verdict)
    {
        string side = Side(!verdict.PrimaryIsNative);
        return verdict.CandidateTook is { } took
            ? Text($"{side} was asked for comparison, {took.TotalMilliseconds:0.0} ms")
            : $"{side} gave no answer to compare";
    }

    private static void WriteDifferences(VerdictRecord verdict, TextWriter output)
    {
        if (verdict.Differences.Count == 0)
        {
            return;
        }

        output.WriteLine();
        TextTable table = new("where", "primary", "candidate", "pesos");
        foreach (KeptDifference difference in verdict.Differences)
        {
            table.Add(
                difference.Path, Shown(difference.Primary), Shown(difference.Candidate),
                difference.MoneyDelta?.ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture));
        }

        table.Write(output);
        output.WriteLine(Text($"{verdict.Differences.Count} places, {verdict.MoneyDelta:0.00} pesos apart"));
    }

    private static void WriteSample(VerdictSample? sample, TextWriter output)
    {
        foreach ((string name, string? body) in new[]
        {
            ("Request", sample?.Request), ("Primary", sample?.Primary), ("Candidate", sample?.Candidate),
        })
        {
            if (body is not null)
            {
                output.WriteLine($"\n{name}, masked:\n{body}");
            }
        }
    }

    /// <summary>Nothing there, and an empty text, are two things.</summary>
    private static string Shown(string? value) => value switch
    {
        null => "(absent)",
        "" => "(empty)",
        _ => value,
    };

    private static string Side(bool isNative) => isNative ? "Native" : "Legacy";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
