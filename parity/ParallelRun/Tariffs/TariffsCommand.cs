using System.CommandLine;
using Strangler.ParallelRun.Tariffs.Simulation;

namespace Strangler.ParallelRun.Tariffs;

/// <summary>The <c>tariffs</c> commands: prices as a tariff analyst works with them.</summary>
internal static class TariffsCommand
{
    private const string Description =
        """
        Prices: checking, comparing, publishing and trying them. docs/tariffs.md says what may stand in a plan file.
        """;

    public static Command Create() => new("tariffs", Description)
    {
        CheckCommand.Create(),
        DiffCommand.Create(),
        PublishCommand.Create(),
        PublishedCommands.CreateList(),
        PublishedCommands.CreateShow(),
        RateCommand.Create(),
        SimulateCommand.Create(),
    };
}
