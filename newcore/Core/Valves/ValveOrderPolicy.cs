using Strangler.Core.Prepaid;

namespace Strangler.Core.Valves;

/// <summary>What may be ordered, and by whom. Pure.</summary>
public static class ValveOrderPolicy
{
    /// <summary>Why a household's valve is not closed.</summary>
    public const string Household =
        "A household's valve is never closed: water is a right (article 4 of the Constitution). Restrict it.";

    /// <returns>Null where it may be ordered.</returns>
    public static string? WhyNot(ValveSetting setting, bool isHousehold) =>
        !setting.IsSound ? $"A valve cannot be {setting}: restricted is 1 to {ValveSetting.MostLitresPerDay} l/day."
        : setting.Position == ValvePosition.Closed && isHousehold ? Household
        : null;

    /// <summary>A mass order needs another person. Many small orders of one person are one, too.</summary>
    /// <param name="lately">Devices that the same person ordered alone within the last hour.</param>
    /// <param name="mostAlone">Devices that one person may order alone in an hour.</param>
    public static bool NeedsApproval(int devices, int lately, int mostAlone) => devices + lately > mostAlone;

    /// <returns>Null where this person may approve what that one ordered.</returns>
    public static string? WhyNotApprove(string orderedBy, string approver) =>
        string.IsNullOrWhiteSpace(approver) ? "An approval needs a person."
        : string.Equals(orderedBy.Trim(), approver.Trim(), StringComparison.OrdinalIgnoreCase)
            ? "Who ordered it cannot approve it: another person must."
            : null;
}
