using System.Globalization;
using Strangler.Core.Tariffs;

namespace Strangler.ParallelRun.Tariffs;

/// <summary>Plans and figures as commands print them.</summary>
internal static class PlanText
{
    public static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Number(decimal number) => number.ToString("0.##########", CultureInfo.InvariantCulture);

    public static string Pesos(decimal pesos) => pesos.ToString("#,##0.00", CultureInfo.InvariantCulture);

    public static string Title(TariffPlan plan) => $"{plan.Code} {plan.Version}";
}
