# An image for a JupyterHub of the same major version (single-user server), or for one person:
# docker run -p 8888:8888 IMAGE
FROM python:3.12-slim

RUN apt-get update && apt-get install --yes --no-install-recommends git && rm -rf /var/lib/apt/lists/*
RUN useradd --create-home learner
WORKDIR /srv/course
COPY . .
RUN pip install --no-cache-dir --requirement requirements.txt "jupyterhub==6.1.1" "nbgitpuller==1.3.0" && chown -R learner .

USER learner
EXPOSE 8888
CMD ["jupyter", "lab", "--ip=0.0.0.0", "--no-browser", "chapters"]
