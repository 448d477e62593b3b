namespace Strangler.Meters.Valves;

/// <summary>Where valves are spoken to and heard.</summary>
public static class ValveTopics
{
    /// <summary>What meters say of their valves, of all of them.</summary>
    public static IReadOnlyList<string> Heard { get; } =
        ["aqua/v1/meters/+/valve/ack", "aqua/v1/meters/+/valve/state"];

    public static string Command(string device) => $"aqua/v1/meters/{device}/valve/command";
}
