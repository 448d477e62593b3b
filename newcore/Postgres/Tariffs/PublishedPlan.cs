using Strangler.Core.Tariffs;
using Strangler.Core.Tariffs.Files;

namespace Strangler.Postgres.Tariffs;

/// <summary>A plan version in the database.</summary>
/// <param name="Content">The file as it was published.</param>
public sealed record PublishedPlan(
    string Code, string Version, string Name, string Use, DateOnly EffectiveFrom, DateOnly? EffectiveTo, string Content,
    byte[] ContentHash, DateTimeOffset PublishedAt, string Who, string Why)
{
    public PlanFile Read() =>
        PlanFileReader.Read($"published {Code} {Version}", System.Text.Encoding.UTF8.GetBytes(Content));

    /// <summary>Those that can still be read.</summary>
    public static IEnumerable<CompiledPlan> Compiled(IEnumerable<PublishedPlan> plans) => plans
        .Select(plan => plan.Read())
        .Where(file => file is { Plan: not null, Errors.Count: 0 })
        .Select(file => PlanCompiler.Compile(file.Plan!));
}
