using System.Diagnostics;
using Strangler.AquaCis.Contracts;
using Strangler.Core.Identity;
using Strangler.Gateway.Routing;
using Strangler.Postgres.Routes;

namespace Strangler.Tests.Unit.Routing;

public sealed class RouteTableTests
{
    private static readonly BillingGroup Group = new(1, "M08");

    [Fact]
    public void Without_routes_every_operation_is_legacy_and_no_body_is_read() => Assert.All(
        ContractCatalog.AquaCis.Operations,
        operation => Assert.Equal(RouteMode.Legacy, RouteTable.AllLegacy.FixedMode(operation)));

    /// <summary>From the widest to the narrowest; each beats all before it.</summary>
    [Fact]
    public void The_most_specific_route_wins()
    {
        RouteScope[] ranks =
        [
            RouteScope.Everything,
            Routes.Scope(service: Request.Debt),
            Routes.Scope("getDeuda"),
            Routes.Scope(group: "1/M08"),
            Routes.Scope(service: Request.Debt, group: "1/M08"),
            Routes.Scope("getDeuda", group: "1/M08"),
        ];
        for (int winner = 1; winner < ranks.Length; winner++)
        {
            foreach (RouteScope weaker in ranks[..winner])
            {
                RouteSnapshot routes = Routes.Of((ranks[winner], "native"), (weaker, "shadow"));
                Assert.Equal(RouteMode.Native, routes.ModeFor("getDeuda", "1/M08"));
            }
        }
    }

    [Fact]
    public void A_route_of_one_group_leaves_the_others_alone()
    {
        RouteSnapshot routes = Routes.Of((Routes.Scope("getDeuda", group: "1/M08"), "native"));
        Assert.Equal(RouteMode.Native, routes.ModeFor("getDeuda", "1/M08"));
        Assert.Equal(RouteMode.Legacy, routes.ModeFor("getDeuda", "1/M01"));
        Assert.Equal(RouteMode.Legacy, routes.ModeFor("getDeudaContrato", "1/M08"));
    }

    [Fact]
    public void A_request_without_a_known_group_goes_to_legacy_whatever_its_operation_has()
    {
        RouteSnapshot routes = Routes.Of((Routes.Scope("getDeuda"), "native"), (RouteScope.Everything, "native"));
        Assert.Equal(RouteMode.Native, routes.ModeFor("getDeuda", "1/M08"));
        Assert.Equal(RouteMode.Legacy, routes.ModeFor("getDeuda", null));
    }

    [Fact]
    public void An_operation_whose_requests_never_name_a_group_has_one_mode()
    {
        Operation withoutKeys = Request.Operation("getPaises");
        RouteTable table = RouteTable.Build(
            Routes.Of((Routes.Scope("getPaises"), "native"), (Routes.Scope(group: "1/M08"), "shadow")),
            new OperationModes([withoutKeys]));
        Assert.Equal(RouteMode.Native, table.For(withoutKeys, null).Mode);
    }

    [Theory]
    [InlineData("legacy", RouteMode.Legacy)]
    [InlineData("native", null)]
    public void Whether_a_body_must_be_read_depends_on_whether_its_group_can_matter(string mode, RouteMode? expected)
    {
        RouteTable table = RouteTable.Build(Routes.Of((Routes.Scope("getDeuda"), mode)), Routes.WithCommand);
        Assert.Equal(expected, table.FixedMode(Request.Operation("getDeuda")));
        Assert.Equal(RouteMode.Legacy, table.FixedMode(Request.Operation("getDeudaContrato")));
    }

    [Fact]
    public void A_wide_route_passes_over_operations_that_cannot_have_its_mode()
    {
        RouteSnapshot routes = Routes.Of(
            (Routes.Scope(group: "1/M08"), "native-shadow"), (RouteScope.Everything, "native"));
        Assert.Equal(RouteMode.NativeShadow, routes.ModeFor("getDeuda", "1/M08"));
        Assert.Equal(RouteMode.Native, routes.ModeFor("cobrarReferencia", "1/M08"));
        Assert.Equal(RouteMode.Legacy, routes.ModeFor("getActuaciones", "1/M08"));
    }

    [Fact]
    public void A_kill_beats_every_route_within_its_scope_and_none_outside()
    {
        RouteSnapshot routes = Routes.Of(
            (Routes.Scope("getDeuda", group: "1/M08"), "native"), (RouteScope.Everything, "native"));
        Assert.Equal(
            RouteMode.Legacy, routes.Killing(Routes.Scope(service: Request.Debt)).ModeFor("getDeuda", "1/M08"));
        Assert.Equal(RouteMode.Legacy, routes.Killing(Routes.Scope(group: "1/M08")).ModeFor("getDeuda", "1/M08"));
        Assert.Equal(RouteMode.Native, routes.Killing(Routes.Scope(group: "1/M08")).ModeFor("getDeuda", "1/M01"));
        RouteTable killed = RouteTable.Build(routes.Killing(RouteScope.Everything), Routes.WithCommand);
        Assert.Equal(RouteMode.Legacy, killed.FixedMode(Request.Operation("getDeuda")));
    }

    [Fact]
    public void A_plan_says_under_which_version_it_was_made()
    {
        RoutePlan plan = RouteTable.Build(Routes.Of(), Routes.WithCommand).For(Request.Operation("getDeuda"), Group);
        Assert.Equal(new RoutePlan(RouteMode.Legacy, Routes.Stamp.Version, Group), plan);
    }

    [Fact]
    public void A_mode_of_a_later_version_is_left_out_and_counted()
    {
        RouteTable table = RouteTable.Build(
            Routes.Of((Routes.Scope("getDeuda"), "sideways"), (RouteScope.Everything, "native")), Routes.WithCommand);
        Assert.Equal(1, table.UnknownRoutes);
        Assert.Equal(RouteMode.Native, table.For(Request.Operation("getDeuda"), Group).Mode);
    }

    /// <summary>Measured, not judged by the clock: what grows with the routes is the build alone.</summary>
    [Fact]
    public void Ten_thousand_routes_are_looked_up_like_ten()
    {
        RouteSnapshot routes = Routes.Of(
        [
            .. Enumerable.Range(0, 10_000).Select(number => (
                Routes.Scope(group: $"{number / 100}/Z{number % 100:00}"), number % 2 == 0 ? "native" : "shadow")),
        ]);
        Stopwatch building = Stopwatch.StartNew();
        RouteTable table = RouteTable.Build(routes, OperationModes.Present);
        building.Stop();
        Operation operation = Request.Operation("getDeuda");
        Stopwatch asking = Stopwatch.StartNew();
        for (int number = 0; number < 10_000; number++)
        {
            RouteMode expected = number % 2 == 0 ? RouteMode.Native : RouteMode.Shadow;
            Assert.Equal(
                expected, table.For(operation, new BillingGroup((short)(number / 100), $"Z{number % 100:00}")).Mode);
        }

        TestContext.Current.TestOutputHelper!.WriteLine(
            $"10,000 routes built in {building.Elapsed.TotalMilliseconds:0.0} ms, "
            + $"one looked up in {asking.Elapsed.TotalNanoseconds / 10_000:0} ns, test included.");
    }
}
