namespace Strangler.Postgres.Parity;

/// <summary>Outcomes as the tables and the command line write them.</summary>
public static class OutcomeNames
{
    private static readonly Dictionary<string, CallOutcome> ByName =
        Enum.GetValues<CallOutcome>().ToDictionary(NameOf, outcome => outcome, StringComparer.Ordinal);

    public static string NameOf(CallOutcome outcome) => outcome switch
    {
        CallOutcome.Same => "same",
        CallOutcome.Ignored => "ignored",
        CallOutcome.Different => "different",
        CallOutcome.Noise => "noise",
        CallOutcome.Failed => "failed",
        _ => "not-compared",
    };

    public static CallOutcome Parse(string name) => ByName[name];
}
