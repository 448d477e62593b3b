namespace Strangler.Tests.Integration.BillComparison;

/// <summary>What parallel runs found, beside what was planted.</summary>
internal sealed record FoundFaults(
    IReadOnlyList<string> NotFound, IReadOnlyList<string> FoundInVain, IReadOnlyList<string> NamedWrong, int Planted)
{
    public static FoundFaults Of(GeneratedExtract extract, ComparedExtract compared, IEnumerable<string> periods)
    {
        Dictionary<string, string> planted = extract.Truth().ToDictionary(
            row => Key(row["cnttnum"], row["anno"], row["pernum"]), row => NameOf(row["kind"]));
        Dictionary<string, string> found = periods.SelectMany(compared.Differences)
            .Where(row => row["verdict"] != "same")
            .ToDictionary(row => Key(row["contract"], row["year"], row["period"]), row => NameOf(row["cause"]));
        return new FoundFaults(
            [.. planted.Where(fault => !found.ContainsKey(fault.Key)).Select(Text)],
            [.. found.Where(fault => !planted.ContainsKey(fault.Key)).Select(Text)],
            [.. planted.Where(fault => found.GetValueOrDefault(fault.Key) is { } name && name != fault.Value)
                .Select(fault => $"{Text(fault)} -> {found[fault.Key]}")],
            planted.Count);
    }

    private static string Key(string contract, string year, string period) => $"{contract} {year}-{period}";

    /// <summary>Two at once in any order; what follows # only tells variants of one kind apart.</summary>
    private static string NameOf(string kind) =>
        string.Join('+', kind.Split('+').Select(part => part.Split('#')[0]).Distinct().Order());

    private static string Text(KeyValuePair<string, string> fault) => $"{fault.Key} {fault.Value}";
}
