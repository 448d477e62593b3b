using System.Text.Json;
using System.Text.Json.Serialization;

namespace Strangler.Pac.Sandbox.Failures;

/// <summary>What the control endpoint is asked: <c>{"rates":{"late":0.1},"seed":7,"delayMs":500}</c>.</summary>
internal sealed record FailureRequest(Dictionary<string, decimal>? Rates, int? Seed, int? DelayMs)
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    private static readonly Dictionary<string, FailureMode> Modes = Enum.GetValues<FailureMode>().ToDictionary(
        mode => JsonNamingPolicy.CamelCase.ConvertName(mode.ToString()), mode => mode, StringComparer.Ordinal);

    public static object Show(FailurePlan plan) => new
    {
        rates = plan.Rates.ToDictionary(
            rate => JsonNamingPolicy.CamelCase.ConvertName(rate.Key.ToString()), rate => rate.Value),
        delayMs = (int)plan.Delay.TotalMilliseconds,
    };

    /// <returns>What is wrong with it; null: it is in force.</returns>
    public string? ApplyTo(FailurePlan plan)
    {
        Dictionary<FailureMode, decimal> rates = [];
        foreach ((string name, decimal rate) in Rates ?? [])
        {
            if (!Modes.TryGetValue(name, out FailureMode mode) || rate is < 0 or > 1)
            {
                return $"rates are 0 to 1, of {string.Join(", ", Modes.Keys)}.";
            }

            rates[mode] = rate;
        }

        if (rates.Values.Sum() > 1 || DelayMs is < 0 or > FailurePlan.MostDelayMs)
        {
            return $"All rates together are at most 1, delayMs at most {FailurePlan.MostDelayMs}.";
        }

        plan.Set(rates, Seed ?? 1, TimeSpan.FromMilliseconds(DelayMs ?? 2000));
        return null;
    }
}
