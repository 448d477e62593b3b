using System.Text.Json;
using Strangler.Postgres.Billing;

namespace Strangler.ParallelRun.Billing;

/// <summary>What a run set out to do: kept beside its parts, so that a run that was killed can go on with it.</summary>
/// <param name="DataVersion">Of the imported data; a run over two versions would compare nothing.</param>
internal sealed record RunPlan(
    string Group, string Period, long DataVersion, string Program, IReadOnlyList<ContractRange> Ranges)
{
    private static readonly JsonSerializerOptions Form = new() { WriteIndented = true };

    public static RunPlan? Read(string file) =>
        File.Exists(file) ? JsonSerializer.Deserialize<RunPlan>(File.ReadAllText(file), Form) : null;

    public void Write(string file) => PartFiles.Replace(file, JsonSerializer.Serialize(this, Form));
}
