using System.CommandLine;
using Strangler.Core.Tariffs;
using Strangler.Core.Tariffs.Files;
using Strangler.Core.Tariffs.Validation;
using Strangler.ParallelRun.CommandLine;

namespace Strangler.ParallelRun.Tariffs;

/// <summary>Says everything that is wrong with plan files.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        Argument<string[]> places = new("FILE")
        {
            Description = "Plan files, or folders of them; without any, the plans that come with the product.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        Command command = new("check", "Tell all errors of plan files at once, with file, line and path.") { places };
        command.SetAction(async (parsed, cancellation) =>
        {
            string[] named = parsed.GetValue(places) ?? [];
            IReadOnlyList<PlanFile> files = named.Length == 0
                ? ShippedCatalogue.Read() : await CatalogueFiles.ValidAsync(named, cancellation);
            IReadOnlyList<PlanError> errors = CatalogueValidator.Check(files);
            if (errors.Count > 0)
            {
                throw CatalogueFiles.Refusal(errors);
            }

            TextTable table = new("plan", "version", "use", "from", "to", "charges", "name");
            foreach (TariffPlan plan in files.Select(file => file.Plan!)
                .OrderBy(plan => plan.Code, StringComparer.Ordinal))
            {
                table.Add(
                    plan.Code, plan.Version, plan.Use, PlanText.Day(plan.EffectiveFrom), PlanText.Day(plan.EffectiveTo),
                    plan.Charges.Count, plan.Name);
            }

            TextWriter output = parsed.InvocationConfiguration.Output;
            table.Write(output);
            await output.WriteLineAsync(files.Count == 1 ? "1 plan without errors."
                : $"{files.Count} plans without errors.");
            return ExitCode.Done;
        });
        return command;
    }
}
