using System.Text.RegularExpressions;

namespace Strangler.Tests.Unit.Architecture;

/// <summary>Words that code may not use, where they may stand all the same, and what to use instead.</summary>
internal sealed partial class BannedCodeRule(Regex banned, string instead, params string[] exceptIn)
{
    public static readonly BannedCodeRule Clock = new(
        ClockWords(), "hosts hold TimeProvider, Core receives now as an argument");

    /// <summary>Fiscal documents bear local time without a zone: there it is the fact.</summary>
    public static readonly BannedCodeRule DateTimes = new(
        DateTimeWords(), "an instant is a DateTimeOffset, a billing date a DateOnly",
        "newcore/Cfdi", "adapters/Pac", "adapters/Pac.Sandbox", "tests/Unit/Cfdi", "tests/Integration/Cfdi");

    /// <summary>
    /// Binary floating point is for measurements, and for imitating AquaCIS's own arithmetic to name what it did; no
    /// amount and no volume of ours is one.
    /// </summary>
    public static readonly BannedCodeRule FloatingPoint = new(
        FloatingPointWords(), "amounts and volumes are decimal",
        "parity/ParallelRun/Bench", "gateway/Gateway/Observability", "gateway/Gateway/Backends",
        "gateway/Gateway/Intake", "gateway/Gateway/Shadowing/ShadowOptions.cs", "parity/ParallelRun/Billing/Causes",
        "tests");

    public static readonly BannedCodeRule Terminal = new(
        TerminalWords(), "a host logs; only commands talk to a terminal, a start that fails, and the first key",
        "parity/ParallelRun", "gateway/Gateway/Program.cs", "gateway/Gateway/Admin/AdminRegistration.cs");

    public static readonly BannedCodeRule Blocking = new(
        BlockingWords(), "await: a thread that waits for a task may wait for itself");

    public static readonly BannedCodeRule Regions = new(RegionWords(), "split the file");

    public IEnumerable<string> Check(SourceFile file)
    {
        if (exceptIn.Any(file.IsIn))
        {
            yield break;
        }

        string code = CodeText.WithoutLiterals(file.Text);
        foreach (Match use in banned.Matches(code))
        {
            yield return $"{file.Path}:{LineOf(code, use.Index)}: {use.Value.Trim()}: {instead}.";
        }
    }

    private static int LineOf(string text, int position) => text.AsSpan(0, position).Count('\n') + 1;

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Now|UtcNow|Today)\b")]
    private static partial Regex ClockWords();

    [GeneratedRegex(@"(?<![.\w])DateTime\b(?=[\s?>\])])")]
    private static partial Regex DateTimeWords();

    [GeneratedRegex(@"\b(double|float)\b")]
    private static partial Regex FloatingPointWords();

    [GeneratedRegex(@"\bConsole\.(Write|WriteLine|Out|Error|ReadLine|ReadKey)\b")]
    private static partial Regex TerminalWords();

    [GeneratedRegex(@"\.GetAwaiter\(\)\.GetResult\(\)|\.Wait\(\)")]
    private static partial Regex BlockingWords();

    [GeneratedRegex(@"^\s*#\s*region\b", RegexOptions.Multiline)]
    private static partial Regex RegionWords();
}
