using System.CommandLine;
using Strangler.Meters.Mqtt;
using Strangler.ParallelRun.CommandLine;

namespace Strangler.ParallelRun.Meters;

/// <summary>
/// Which broker a command talks to: its option, else STRANGLER_MQTT. The password is never an argument.
/// </summary>
internal static class BrokerOption
{
    public const string Variable = "STRANGLER_MQTT";
    public const string PasswordVariable = "STRANGLER_MQTT_PASSWORD";

    public static Option<string?> Create() => new("--broker")
    {
        Description = $"mqtt://user@host:port, or mqtts:; without it, {Variable}. Password: {PasswordVariable}.",
    };

    /// <exception cref="CommandFailedException">Neither names one, or it is no address.</exception>
    public static string Value(ParseResult parsed, Option<string?> option)
    {
        string named = (parsed.GetValue(option) ?? Environment.GetEnvironmentVariable(Variable)) is { Length: > 0 } one
            ? one : throw new CommandFailedException($"No broker is named: --broker, or {Variable}.");
        try
        {
            _ = MqttOptions.At(named, null, "check");
            return named;
        }
        catch (FormatException failure)
        {
            throw new CommandFailedException(failure.Message);
        }
    }

    public static string? Password => Environment.GetEnvironmentVariable(PasswordVariable);
}
