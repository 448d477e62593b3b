using Strangler.Core.Access;

namespace Strangler.Tests.Unit.Access;

public sealed class RoleTests
{
    [Theory]
    [InlineData("reader", "routes.read", true)]
    [InlineData("reader", "audit.read", false)]
    [InlineData("reader", "payments.write", false)]
    [InlineData("billing-specialist", "payments.write", true)]
    [InlineData("billing-specialist", "aquacis.write", false)]
    [InlineData("billing-manager", "aquacis.write", true)]
    [InlineData("billing-manager", "routes.write", false)]
    [InlineData("migration-operator", "routes.write", true)]
    [InlineData("migration-operator", "payments.write", false)]
    [InlineData("approver", "audit.read", true)]
    [InlineData("approver", "routes.write", false)]
    [InlineData("admin", "routes.write", true)]
    public void A_role_allows_what_its_work_needs(string role, string scope, bool allowed) =>
        Assert.Equal(allowed, Scopes.Of(RoleText.Read(role)!.Value).Contains(scope));

    [Fact]
    public void Scopes_of_a_key_take_away_and_never_add() =>
        Assert.Equal(["debts.read"], Scopes.Of(Role.Reader, ["debts.read", "routes.write", "made.up"]));

    [Fact]
    public void Every_role_has_a_text_that_reads_back() =>
        Assert.All(Enum.GetValues<Role>(), role => Assert.Equal(role, RoleText.Read(role.Text())));
}
