namespace Strangler.AquaCis.Contracts;

/// <summary>What makes two requests of a command the same one, sent again.</summary>
/// <param name="Names">
/// Fields that together name it for ever; empty where it has no name, and the whole request counts.
/// </param>
/// <param name="Window">
/// For how long after its end a request without a name is the same as an equal one: later it is meant anew.
/// </param>
public sealed record OnceRule(IReadOnlyList<GroupKeyPath> Names, TimeSpan Window)
{
    public static readonly TimeSpan UsualWindow = TimeSpan.FromMinutes(15);
}
