using System.CommandLine;

namespace Strangler.ParallelRun.Meters;

/// <summary>The <c>meters</c> commands: devices, simulated meters, workers.</summary>
internal static class MetersCommand
{
    public static Command Create() => new("meters", "Meters over MQTT: devices, simulation, workers (docs/meters.md).")
    {
        RegisterCommand.Create(),
        SimulateCommand.Create(),
        WorkCommand.Create(),
        StatusCommand.Create(),
        QuarantineCommand.Create(),
        QuestionedCommand.Create(),
        DecisionCommand.CreateRestart(),
        DecisionCommand.CreateAccept(),
    };
}
