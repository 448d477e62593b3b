using Strangler.Gateway.Routing;
using Strangler.Postgres.Routes;

namespace Strangler.Tests.Unit.Routing;

public sealed class RouteOrderTests
{
    [Theory]
    [InlineData(null, null, null, "legacy", 121)]
    [InlineData(null, "getDeuda", "1/m08", "native-shadow", 1)]
    [InlineData(null, "InterfazGenericaContratacionWS.getContrato", null, "legacy", 1)]
    public void A_wide_change_tells_how_many_operations_it_applies_to(
        string? service, string? operation, string? group, string mode, int expected) =>
        Assert.Equal(expected, Understood(Set(service, operation, group, mode)).Operations);

    [Theory]
    [InlineData(null, null)]
    [InlineData(null, "1/M08")]
    [InlineData(Request.Debt, null)]
    [InlineData(Request.Readings, "1/M08")]
    public void A_wide_change_applies_to_what_has_a_native_side_and_says_its_group(string? service, string? group)
    {
        int expected = OperationModes.Present.Native.Count(operation =>
            (service is null || operation.Service == service) && (group is null || operation.Keys.Count > 0));
        Assert.True(expected >= 7, $"only {expected}");
        Assert.Equal(expected, Understood(Set(service, null, group, "native")).Operations);
    }

    [Fact]
    public void An_operation_brings_its_service_and_a_group_its_usual_form() => Assert.Equal(
        new RouteChange.Set(Routes.Scope("getDeuda", group: "1/M08"), "native"),
        Understood(Set(null, "getDeuda", "1/m08", "native")).Change);

    [Theory]
    [InlineData(null, "getActuaciones", null, "native", "getActuaciones cannot be native: it has no native side.")]
    [InlineData(null, "informarVisita", null, "shadow", "informarVisita cannot be shadow: it has no native side.")]
    [InlineData(null, "solicitudIntroduccionLectura", null, "native-shadow", "it changes something.")]
    [InlineData(Request.WorkOrders, null, null, "shadow", "cannot be shadow: none of its operations")]
    [InlineData(null, "getNothing", null, "native", "There is no operation «getNothing».")]
    [InlineData(null, "getContrato", null, "legacy", "Several services have getContrato: say ")]
    [InlineData("NoSuchService", null, null, "legacy", "There is no service «NoSuchService».")]
    [InlineData(Request.Debt, "getLecturas", null, "legacy", "There is no operation «getLecturas» in ")]
    [InlineData(null, "getDeuda", "M08", "native", "«M08» is not a billing group")]
    [InlineData(null, "getDeuda", null, "Native", "«Native» is not a mode; it is one of legacy, shadow, native, ")]
    [InlineData(null, "getDeuda", null, null, "«» is not a mode")]
    [InlineData(null, "getPaises", "1/M08", "legacy", "never say which billing group")]
    public void An_impossible_change_is_refused_with_its_reason(
        string? service, string? operation, string? group, string? mode, string reason) =>
        Assert.Contains(reason, Assert.Single(Refused(Set(service, operation, group, mode))), StringComparison.Ordinal);

    [Fact]
    public void A_command_with_a_native_side_may_be_shadowed_but_never_asked_of_legacy_again()
    {
        RouteOrder order = new([Set(null, "cobrarReferencia", null, "native-shadow")], "Ana", "a test");
        RouteOrderReader.Read(order, Routes.WithCommand, out IReadOnlyList<string> reasons);
        Assert.Contains("it changes something", Assert.Single(reasons), StringComparison.Ordinal);
        RouteOrderReader.Read(
            order with { Requests = [Set(null, "cobrarReferencia", null, "shadow")] }, Routes.WithCommand, out reasons);
        Assert.Empty(reasons);
    }

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once()
    {
        RouteOrder order = new(
            [
                Set(null, "getDeuda", "1/M08", "native"), Set("No", null, "x", "y"),
                Set(null, "getActuaciones", null, "native"),
            ],
            Who: " ", Why: null);
        IReadOnlyList<UnderstoodChange> changes =
            RouteOrderReader.Read(order, OperationModes.Present, out IReadOnlyList<string> reasons);
        Assert.Empty(changes);
        Assert.Equal(6, reasons.Count);
        Assert.Equal(3, reasons.Count(reason => reason.StartsWith("Change 2: ", StringComparison.Ordinal)));
    }

    [Fact]
    public void No_changes_at_all_are_refused() => Assert.Contains(
        "1 to 20000 changes", Assert.Single(Refused()), StringComparison.Ordinal);

    private static RouteRequest Set(string? service, string? operation, string? group, string? mode) =>
        new(RouteAction.Set, service, operation, group, mode);

    private static UnderstoodChange Understood(RouteRequest request)
    {
        IReadOnlyList<UnderstoodChange> changes = RouteOrderReader.Read(
            new RouteOrder([request], "Ana", "a test"), OperationModes.Present, out IReadOnlyList<string> reasons);
        Assert.Empty(reasons);
        return Assert.Single(changes);
    }

    private static IReadOnlyList<string> Refused(params RouteRequest[] requests)
    {
        RouteOrderReader.Read(
            new RouteOrder(requests, "Ana", "a test"), OperationModes.Present, out IReadOnlyList<string> reasons);
        return reasons;
    }
}
