using System.CommandLine;

namespace Strangler.ParallelRun.CommandLine;

/// <summary>Who makes a change, and why.</summary>
internal static class AuditOptions
{
    public static Option<string> Who() => new("--who")
    {
        Description = "Who makes the change; without it, the user of this session.",
        DefaultValueFactory = _ => Environment.UserName,
    };

    public static Option<string> Why() => new("--why")
    {
        Description = "Why, for the history.",
        Required = true,
    };
}
