namespace Strangler.Tests.Unit.Architecture;

public sealed class StructureTests
{
    private static readonly string[] Folders =
        [.. SourceTree.Projects.Select(project => Path.GetDirectoryName(project.Path)!.Replace('\\', '/'))];

    [Fact]
    public void Project_references_point_one_way() =>
        Breaches.AssertNone(SourceTree.Projects.SelectMany(ReferenceRule.Check));

    [Theory]
    [InlineData("parity/Parity/Parity.csproj", "../../adapters/AquaCis/AquaCis.csproj")]
    [InlineData("newcore/Core/Core.csproj", "../../adapters/AquaCis/AquaCis.csproj")]
    [InlineData("adapters/AquaCis/AquaCis.csproj", "../../gateway/Gateway/Gateway.csproj")]
    [InlineData("gateway/Gateway/Gateway.csproj", "../../parity/ParallelRun/ParallelRun.csproj")]
    public void A_reference_the_wrong_way_is_found(string project, string reference) =>
        Assert.Single(ReferenceRule.Check(Project(project, reference)));

    [Fact]
    public void A_project_nobody_decided_on_is_found() =>
        Assert.Single(ReferenceRule.Check(Project("newcore/Extra/Extra.csproj", "../Core/Core.csproj")));

    [Fact]
    public void A_reference_the_right_way_passes() =>
        Assert.Empty(ReferenceRule.Check(Project("newcore/Postgres/Postgres.csproj", "../Core/Core.csproj")));

    [Fact]
    public void Folders_are_features_and_not_deep() =>
        Breaches.AssertNone(SourceTree.All.SelectMany(file => FolderRule.Check(file, Folders)));

    [Theory]
    [InlineData("gateway/Gateway/Helpers/Text.cs")]
    [InlineData("gateway/Gateway/Routing/models/Plan.cs")]
    [InlineData("gateway/Gateway/One/Two/Three/Deep.cs")]
    public void A_folder_that_names_a_kind_or_lies_too_deep_is_found(string path) =>
        Assert.Single(FolderRule.Check(new SourceFile(path, ""), ["gateway/Gateway"]));

    [Fact]
    public void The_tree_was_really_read() =>
        Assert.True(SourceTree.Code.Count > 100 && SourceTree.Projects.Count >= 6, $"{SourceTree.Code.Count} files");

    private static SourceFile Project(string path, string reference) => new(
        path, $"""<Project><ItemGroup><ProjectReference Include="{reference}" /></ItemGroup></Project>""");
}
