namespace Strangler.ParallelRun.Bench.Forwarding;

/// <summary>One way from the load to an answer.</summary>
/// <param name="Script">Of wrk: what it sends.</param>
internal sealed record Contender(string Name, Uri Address, ChildProcess Process, string Script)
{
    public const string Backend = "backend direct";
    public const string Nginx = "nginx";
    public const string Haproxy = "haproxy";
    public const string PlainYarp = "plain YARP";
    public const string Gateway = "gateway";

    // The second six are asked for the debts of real contracts, of which the backend knows the answers too.
    public const string PlainYarpDebts = "plain YARP, debts";
    public const string GatewayDebts = "gateway, debts";
    public const string Shadow = "shadow";
    public const string Native = "native";
    public const string NativeShadow = "native-shadow";
    public const string NativeShadowHung = "native-shadow, hung";

    public static IReadOnlyList<string> Names { get; } =
    [
        Backend, Nginx, Haproxy, PlainYarp, Gateway, PlainYarpDebts, GatewayDebts, Shadow, Native, NativeShadow,
        NativeShadowHung,
    ];

    /// <summary>Those whose gateway has routes and contracts loaded.</summary>
    public static IReadOnlyList<string> Routed { get; } = [Shadow, Native, NativeShadow, NativeShadowHung];

    /// <summary>Those that are asked for the debts of real contracts.</summary>
    public static IReadOnlyList<string> OfDebts { get; } = [PlainYarpDebts, GatewayDebts, .. Routed];

    /// <summary>As an option names it: <c>native-shadow-hung</c>.</summary>
    public static string OptionOf(string name) =>
        name.ToLowerInvariant().Replace(", ", "-", StringComparison.Ordinal).Replace(' ', '-');
}
