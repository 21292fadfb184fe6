using System.Collections.Generic;
using System.Linq;

namespace Patterns.Analyzers.Catalog;

/// <summary>One architecture pattern of the catalog.</summary>
/// <param name="Number">The pattern's number, 1 to 15: the hundreds of its rule ids.</param>
/// <param name="Slug">The name used in options, properties, file names and findings.</param>
/// <param name="Title">The heading of the catalog's entry.</param>
/// <param name="Anchor">The fragment of that heading on the catalog's page, without <c>#</c>.</param>
/// <param name="Intent">What the pattern is for, in one or two sentences of our own.</param>
/// <param name="Rows">The reference projects that the catalog names, in its order.</param>
/// <param name="CSharpProjects">C# code worth reading, chosen by this project and not by the catalog.</param>
public sealed record CatalogEntry(
    int Number,
    string Slug,
    string Title,
    string Anchor,
    string Intent,
    IReadOnlyList<CatalogRow> Rows,
    IReadOnlyList<CSharpProject> CSharpProjects)
{
    /// <summary>The page that a finding links to.</summary>
    public string Url => CatalogUrls.Entry(Anchor);

    /// <summary>The entry's row for a project; throws when the catalog has none, which is a mistake in a signature.</summary>
    public CatalogRow Row(ReferenceProject project) => Rows.Single(row => row.Project == project);
}

/// <summary>How one reference project carries out a pattern.</summary>
/// <param name="Project">The project.</param>
/// <param name="Mechanism">What it does, in our own words.</param>
/// <param name="Remark">Where the source slips, or itself calls the design merely related; otherwise null.</param>
public sealed record CatalogRow(ReferenceProject Project, string Mechanism, string? Remark = null);

/// <summary>A project that the catalog describes.</summary>
/// <param name="Name">The name as people write it.</param>
/// <param name="Slug">The folder of its report in the catalog's repository.</param>
/// <param name="Repository">Where its source lives.</param>
public sealed record ReferenceProject(string Name, string Slug, string Repository)
{
    /// <summary>The project's report in the catalog's repository.</summary>
    public string Report => CatalogUrls.Report(Slug);

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>A C# project in which the pattern can be read; our own addition to the catalog.</summary>
/// <param name="Name">The name as people write it.</param>
/// <param name="Repository">Where its source lives.</param>
/// <param name="WhatToRead">The type or folder to open first, and why.</param>
public sealed record CSharpProject(string Name, string Repository, string WhatToRead);
