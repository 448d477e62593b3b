namespace Strangler.Gateway.Routing;

/// <summary>Modes as people and the database write them.</summary>
public static class RouteModeText
{
    private static readonly (RouteMode Mode, string Text)[] Names =
    [
        (RouteMode.Legacy, "legacy"), (RouteMode.Shadow, "shadow"), (RouteMode.Native, "native"),
        (RouteMode.NativeShadow, "native-shadow"),
    ];

    /// <summary>For messages.</summary>
    public static string All { get; } = string.Join(", ", Names.Select(name => name.Text));

    public static string Text(this RouteMode mode) => Names[(int)mode].Text;

    public static RouteMode? Read(string? text) =>
        Array.FindIndex(Names, name => name.Text == text) is var found and >= 0 ? Names[found].Mode : null;
}
