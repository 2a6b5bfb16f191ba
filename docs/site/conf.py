# The site's settings for Sphinx. build.py lays out the pages, and says through the environment where things are.
import os
import pathlib

site = pathlib.Path(__file__).resolve().parent

project = "jobpoll"
version = release = os.environ["JOBPOLL_SITE_VERSION"]
copyright = ""
html_show_copyright = False
html_show_sphinx = False

extensions = ["myst_parser", "breathe"]
root_doc = "index"
source_suffix = {".md": "markdown"}

# Anchors as the documents write them for a repository's viewer.
myst_heading_anchors = 4

breathe_projects = {"jobpoll": os.environ["JOBPOLL_SITE_XML"]}
breathe_default_project = "jobpoll"
breathe_default_members = ("members",)
breathe_show_include = False
# Names of the standard library have no page here.
nitpicky = False
cpp_id_attributes = ["JOBPOLL_INLINE"]

html_theme = "furo"
html_title = f"jobpoll {release}"
html_static_path = [str(site / "static")]
html_css_files = ["site.css"]
html_copy_source = False
html_show_sourcelink = False
pygments_style = "friendly"
pygments_dark_style = "monokai"
highlight_language = "cpp"
