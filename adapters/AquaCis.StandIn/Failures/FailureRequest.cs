using System.Text.Json;
using System.Text.Json.Serialization;

namespace Strangler.AquaCis.StandIn.Failures;

/// <summary>What the control endpoint is asked, and how it shows what is in force.</summary>
/// <param name="Operation">Shown; when asking, it stands in the path.</param>
internal sealed record FailureRequest(string? Operation, string? Mode, int? DelayMs, int? Times)
{
    /// <summary>A misspelled name is refused: it would else be a failure that never comes.</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.Strict,
    };

    private const int UsualDelayMs = 2000;

    private static readonly Dictionary<string, FailureMode> Modes =
        Enum.GetValues<FailureMode>().ToDictionary(NameOf, mode => mode, StringComparer.Ordinal);

    public static FailureRequest From(Failure failure) => new(
        failure.Operation, NameOf(failure.Mode),
        failure.Mode == FailureMode.Slow ? (int)failure.Delay.TotalMilliseconds : null, failure.Times);

    /// <summary>The failure asked for, or what is wrong with the question.</summary>
    public (Failure? Failure, string? Problem) For(string operation)
    {
        if (!FailurePlan.Knows(operation))
        {
            return (null, $"There is no operation {operation}; * stands for all.");
        }

        if (Operation is not null && Operation != operation)
        {
            return (null, "The operation in the body is not the one in the path.");
        }

        if (Mode is null || !Modes.TryGetValue(Mode, out FailureMode mode))
        {
            return (null, $"mode must be one of {string.Join(", ", Modes.Keys)}.");
        }

        Failure failure = new(operation, mode, TimeSpan.FromMilliseconds(DelayMs ?? UsualDelayMs), Times);
        return ProblemWith(failure) is { } problem ? (null, problem) : (failure, null);
    }

    private string? ProblemWith(Failure failure) => failure switch
    {
        { Mode: not FailureMode.Slow } when DelayMs is not null => "delayMs goes with mode slow only.",
        _ when DelayMs is < 1 || failure.Delay > Failure.DelayLimit =>
            $"delayMs must be between 1 and {Failure.DelayLimit.TotalMilliseconds:0}.",
        { ClosesListener: true, Times: not null } =>
            "times does not go with mode down for *: no call arrives to be counted.",
        { Times: < 1 or > Failure.TimesLimit } => $"times must be between 1 and {Failure.TimesLimit}.",
        _ => null,
    };

    private static string NameOf(FailureMode mode) => JsonNamingPolicy.CamelCase.ConvertName(mode.ToString());
}
