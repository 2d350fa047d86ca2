// The link that takes a class into a lesson on a JupyterHub: nbgitpuller fetches the repository and opens the notebook.
//
// - The form of the page for lecturers (form[data-hub]) makes it from what is typed; nothing is sent or kept.
// - nbgitpuller names the folder after the end of the repository's address, ".git" and all; so the folder is said.

import { copy } from "./copy.js";

/** The link, from the addresses of a hub and a repository, a branch, and the path of a notebook. */
export function link({ hub, repository, branch, page }) {
  const root = hub.trim().replace(/\/+$/, "").replace(/\/hub$/, "");
  const repo = repository.trim().replace(/\/+$/, "");
  const folder = repo.split("/").at(-1).replace(/\.git$/, "");
  const asked = new URLSearchParams({
    repo,
    branch: branch.trim() || "main",
    targetpath: folder,
    urlpath: `lab/tree/${folder}/${page}`,
  });
  return `${root}/hub/user-redirect/git-pull?${asked}`;
}

function bring(form) {
  const { hub, repository, branch, page, made } = form.elements;
  const status = form.querySelector("[role=status]");
  const [button] = form.getElementsByTagName("button");
  const show = () => {
    const ready = [hub, repository].every((field) => field.value.trim() && field.validity.valid);
    made.value = ready
      ? link({ hub: hub.value, repository: repository.value, branch: branch.value, page: page.value })
      : "";
    button.disabled = !ready;
    status.textContent = "";
  };
  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    copy(made.value, () => made.select(), status);
  });
  form.hidden = false;
  show();
}

if (typeof document !== "undefined") document.querySelectorAll("form[data-hub]").forEach(bring);
