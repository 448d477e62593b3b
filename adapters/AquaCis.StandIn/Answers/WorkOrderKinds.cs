namespace Strangler.AquaCis.StandIn.Answers;

/// <summary>The types and motives of work orders in use (DOMAIN-FACTS); an unrecorded name is a number.</summary>
internal static class WorkOrderKinds
{
    public static readonly IReadOnlyList<(short Id, string Name)> Types =
    [
        (6, "ORDEN TIPO 6"), (21, "ORDEN TIPO 21"), (23, "ORDEN TIPO 23"), (32, "ORDEN TIPO 32"), (33, "ORDEN TIPO 33"),
    ];

    public static readonly IReadOnlyList<(short Id, string Name)> Motives =
    [
        (15, "MOTIVO 15"), (41, "RECONEXION"), (50, "SUSPENSION DEL SUMINISTRO"), (52, "FUGA"),
        (61, "RESTABLECIMIENTO DEL SUMINISTRO"),
    ];

    public static string? TypeName(short? id) => NameOf(Types, id);

    public static string? MotiveName(short? id) => NameOf(Motives, id);

    private static string? NameOf(IReadOnlyList<(short Id, string Name)> known, short? id) =>
        known.FirstOrDefault(kind => kind.Id == id).Name;
}
