namespace Strangler.Core.Access;

/// <summary>Roles as they are written in the database, on the command line and in tokens.</summary>
public static class RoleText
{
    private static readonly string[] Names =
        ["reader", "billing-specialist", "billing-manager", "migration-operator", "approver", "admin"];

    public static IReadOnlyList<string> All => Names;

    public static string Text(this Role role) => Names[(int)role];

    /// <summary>Null for a text that is no role; letter case counts.</summary>
    public static Role? Read(string? text) =>
        Array.IndexOf(Names, text) is >= 0 and var index ? (Role)index : null;
}
