using Strangler.AquaCis.Contracts;
using Strangler.Postgres.Routes;

namespace Strangler.Gateway.Routing;

/// <summary>Turns an order into changes, or into every reason why it is refused.</summary>
internal static class RouteOrderReader
{
    /// <summary>Reasons told at once.</summary>
    private const int ReasonLimit = 100;

    public static IReadOnlyList<UnderstoodChange> Read(
        RouteOrder order, OperationModes modes, out IReadOnlyList<string> reasons)
    {
        List<string> found = [.. Missing(order)];
        List<UnderstoodChange> changes = [];
        for (int index = 0; index < order.Requests.Count && found.Count < ReasonLimit; index++)
        {
            List<string> ofOne = [];
            if (Read(order.Requests[index], modes, ofOne) is { } change)
            {
                changes.Add(change);
            }

            found.AddRange(order.Requests.Count == 1 ? ofOne : ofOne.Select(reason => $"Change {index + 1}: {reason}"));
        }

        reasons = found;
        return found.Count == 0 ? changes : [];
    }

    private static IEnumerable<string> Missing(RouteOrder order)
    {
        if (Length(order.Who) is 0 or > RouteChangeSet.WhoLimit)
        {
            yield return $"Who makes the change must be said, in at most {RouteChangeSet.WhoLimit} characters.";
        }

        if (Length(order.Why) is 0 or > RouteChangeSet.WhyLimit)
        {
            yield return $"Why must be said, in at most {RouteChangeSet.WhyLimit} characters.";
        }

        if (order.Requests.Count is 0 or > RouteChangeSet.ChangeLimit)
        {
            yield return $"There must be 1 to {RouteChangeSet.ChangeLimit} changes, not {order.Requests.Count}.";
        }
    }

    private static UnderstoodChange? Read(RouteRequest request, OperationModes modes, List<string> reasons)
    {
        RouteScope? scope = ScopeReader.Read(request.Service, request.Operation, request.Group, reasons);
        RouteMode? mode = request.Action == RouteAction.Set ? ReadMode(request.Mode, reasons) : null;
        if (reasons.Count > 0 || scope is null)
        {
            return null;
        }

        Operation[] covered =
        [
            .. ContractCatalog.AquaCis.Operations.Where(
                operation => RoutePrecedence.Covers(scope with { Group = null }, operation, null)),
        ];
        Operation[] able =
        [
            .. covered.Where(operation => mode is null
                || (modes.CanHave(operation, mode.Value) && CanBeOf(scope, operation))),
        ];
        if (able.Length == 0)
        {
            string why = covered.Length == 1
                ? modes.WhyNot(covered[0], mode!.Value)!
                : "none of its operations has what that needs";
            reasons.Add($"{scope} cannot be {mode!.Value.Text()}: {why}.");
        }
        else if (mode is not null && scope is { Operation: not null, Group: not null }
            && !RoutePrecedence.IsGrouped(covered[0]))
        {
            reasons.Add($"Requests of {covered[0]} never say which billing group they are about.");
        }

        return new UnderstoodChange(ChangeOf(request.Action, scope, mode, able), able.Length);
    }

    /// <summary>A wide route of one group does not reach operations whose requests name none.</summary>
    private static bool CanBeOf(RouteScope scope, Operation operation) =>
        scope.Group is null || scope.Operation is not null || RoutePrecedence.IsGrouped(operation);

    private static RouteMode? ReadMode(string? text, List<string> reasons)
    {
        RouteMode? mode = RouteModeText.Read(text);
        if (mode is null)
        {
            reasons.Add($"{ScopeReader.Shown(text ?? "")} is not a mode; it is one of {RouteModeText.All}.");
        }

        return mode;
    }

    private static RouteChange ChangeOf(
        RouteAction action, RouteScope scope, RouteMode? mode, Operation[] able) => action switch
        {
            RouteAction.Set => new RouteChange.Set(scope, mode!.Value.Text())
            {
                MovesMoney = mode is RouteMode.Native or RouteMode.NativeShadow && able.Any(MoneyOperations.Has),
            },
            RouteAction.Remove => new RouteChange.Remove(scope),
            RouteAction.Kill => new RouteChange.Kill(scope),
            _ => new RouteChange.Unkill(scope),
        };

    private static int Length(string? text) => text?.Trim().Length ?? 0;
}
